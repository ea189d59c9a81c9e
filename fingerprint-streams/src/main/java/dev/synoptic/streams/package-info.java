/// The Kafka Streams service: matches handshakes against the signature database and remembers hosts.
///
/// Start reading at [FingerprintTopology]; [StreamsService] runs it.
@NullMarked
package dev.synoptic.streams;

import org.jspecify.annotations.NullMarked;
