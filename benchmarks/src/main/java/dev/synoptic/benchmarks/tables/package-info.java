/// A day of a large fleet through the whole pipeline, and whether its tables add up.
@NullMarked
package dev.synoptic.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
