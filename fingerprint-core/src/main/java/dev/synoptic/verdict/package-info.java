/// What mail servers decided, how that joins with fingerprints, and the arithmetic of ratios.
@NullMarked
package dev.synoptic.verdict;

import org.jspecify.annotations.NullMarked;
