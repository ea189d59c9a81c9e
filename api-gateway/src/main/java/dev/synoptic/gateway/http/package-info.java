/// Ratios, hosts and health over HTTP, and the page that shows the tables.
@NullMarked
package dev.synoptic.gateway.http;

import org.jspecify.annotations.NullMarked;
