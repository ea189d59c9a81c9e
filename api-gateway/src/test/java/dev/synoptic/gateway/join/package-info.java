@NullMarked
package dev.synoptic.gateway.join;

import org.jspecify.annotations.NullMarked;
