/// How fast the core is, measured by JMH. Figures and commands are in `benchmarks/README.md`.
@NullMarked
package dev.synoptic.benchmarks;

import org.jspecify.annotations.NullMarked;
