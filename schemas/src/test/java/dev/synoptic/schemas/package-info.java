@NullMarked
package dev.synoptic.schemas;

import org.jspecify.annotations.NullMarked;
