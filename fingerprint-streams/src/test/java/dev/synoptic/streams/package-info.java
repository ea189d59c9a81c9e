@NullMarked
package dev.synoptic.streams;

import org.jspecify.annotations.NullMarked;
