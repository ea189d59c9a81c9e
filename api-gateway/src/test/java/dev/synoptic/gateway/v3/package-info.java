@NullMarked
package dev.synoptic.gateway.v3;

import org.jspecify.annotations.NullMarked;
