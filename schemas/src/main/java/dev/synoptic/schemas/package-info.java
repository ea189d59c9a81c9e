/// Contracts on the wire: what travels on which topic, how it is encoded, how long it is kept.
///
/// Start reading at [Topics]; the schemas themselves are `src/main/avro`.
@NullMarked
package dev.synoptic.schemas;

import org.jspecify.annotations.NullMarked;
