/// The pipeline beside a plain copy of the same records: throughput, latency, memory, restoring.
@NullMarked
package dev.synoptic.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
