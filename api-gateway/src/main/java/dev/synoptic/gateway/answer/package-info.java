/// What the gateway can say of a host, and the small port through which each protocol asks.
@NullMarked
package dev.synoptic.gateway.answer;

import org.jspecify.annotations.NullMarked;
