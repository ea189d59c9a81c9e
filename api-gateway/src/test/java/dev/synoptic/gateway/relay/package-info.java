@NullMarked
package dev.synoptic.gateway.relay;

import org.jspecify.annotations.NullMarked;
