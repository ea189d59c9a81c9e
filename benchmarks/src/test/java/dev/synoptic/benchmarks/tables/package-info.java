@NullMarked
package dev.synoptic.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
