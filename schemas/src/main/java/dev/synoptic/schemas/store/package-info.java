/// Stores of Kafka Streams for whatever changes more often than tasks commit: of `fingerprint-streams` and of the
/// gateway's
/// join. They need `kafka-streams`, which only those two bring along.
@NullMarked
package dev.synoptic.schemas.store;

import org.jspecify.annotations.NullMarked;
