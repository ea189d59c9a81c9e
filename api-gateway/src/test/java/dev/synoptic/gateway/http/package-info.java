@NullMarked
package dev.synoptic.gateway.http;

import org.jspecify.annotations.NullMarked;
