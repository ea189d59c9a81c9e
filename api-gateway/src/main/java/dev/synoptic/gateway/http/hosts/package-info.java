/// What is known of one host, why, and since when.
@NullMarked
package dev.synoptic.gateway.http.hosts;

import org.jspecify.annotations.NullMarked;
