package dev.synoptic.schemas.codec;

import java.util.Optional;
import org.apache.avro.Schema;

/// The schemas of other versions, by fingerprint: services of neighbouring versions read each other's
/// records.
@FunctionalInterface
public interface WriterSchemas {

    /// No other version is known.
    WriterSchemas NONE = fingerprint -> Optional.empty();

    /// The schema with this CRC-64-AVRO fingerprint.
    Optional<Schema> find(long fingerprint);
}
