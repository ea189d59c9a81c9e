/// What changes, told as it does.
@NullMarked
package dev.synoptic.gateway.http.events;

import org.jspecify.annotations.NullMarked;
