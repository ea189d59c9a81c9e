@NullMarked
package dev.synoptic.schemas.codec;

import org.jspecify.annotations.NullMarked;
