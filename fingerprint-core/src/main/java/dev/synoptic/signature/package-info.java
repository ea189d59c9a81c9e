/// The p0f.fp grammar, both directions.
@NullMarked
package dev.synoptic.signature;

import org.jspecify.annotations.NullMarked;
