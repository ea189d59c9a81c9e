/// Segments to observations: who opened a connection, what was seen of it, bounded tables.
@NullMarked
package dev.synoptic.flow;

import org.jspecify.annotations.NullMarked;
