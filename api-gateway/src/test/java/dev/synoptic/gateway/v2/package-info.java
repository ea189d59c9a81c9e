@NullMarked
package dev.synoptic.gateway.v2;

import org.jspecify.annotations.NullMarked;
