/// Segments to raw records: what only one who sees both directions in order can tell.
@NullMarked
package dev.synoptic.agent.pairing;

import org.jspecify.annotations.NullMarked;
