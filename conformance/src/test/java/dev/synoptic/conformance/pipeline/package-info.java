/// The pipeline end to end, over a real broker: what goes in is what a mail host has, what comes out is the table.
@NullMarked
package dev.synoptic.conformance.pipeline;

import org.jspecify.annotations.NullMarked;
