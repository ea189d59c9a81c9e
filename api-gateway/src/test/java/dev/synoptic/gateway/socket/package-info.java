@NullMarked
package dev.synoptic.gateway.socket;

import org.jspecify.annotations.NullMarked;
