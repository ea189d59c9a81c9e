@NullMarked
package dev.synoptic.gateway.index;

import org.jspecify.annotations.NullMarked;
