@NullMarked
package dev.synoptic.verdict.score;

import org.jspecify.annotations.NullMarked;
