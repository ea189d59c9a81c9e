package dev.synoptic.agent.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/// Reads a spool file as far as it is whole; damage in the middle costs the record or the block it lies in, a torn tail
/// itself.
final class SegmentReader implements AutoCloseable {

    private final Optional<DataFileReader<GenericRecord>> file;
    private boolean damaged;

    SegmentReader(Path path) {
        Optional<DataFileReader<GenericRecord>> opened = Optional.empty();
        try {
            opened = Optional.of(new DataFileReader<>(path.toFile(), new GenericDatumReader<>(SpoolSchema.SCHEMA)));
        } catch (IOException | AvroRuntimeException torn) {
            damaged = true; // not even its head is whole
        }
        file = opened;
    }

    Optional<GenericRecord> next() {
        if (file.isEmpty()) return Optional.empty();
        var reader = file.get();
        while (true) {
            long block = reader.previousSync();
            try {
                if (!reader.hasNext()) return Optional.empty();
                var record = reader.next(null);
                if (SpoolSchema.isSound(record)) return Optional.of(record);
                damaged = true;
            } catch (IOException | AvroRuntimeException torn) {
                damaged = true;
                if (!skipBlock(reader, block)) return Optional.empty();
            }
        }
    }

    private static boolean skipBlock(DataFileReader<GenericRecord> reader, long block) {
        try {
            reader.sync(Math.max(block, reader.previousSync()) + 1);
            return reader.previousSync() > block;
        } catch (IOException | AvroRuntimeException beyondReading) {
            return false;
        }
    }

    /// Whether a part could not be read, as far as reading went.
    boolean isDamaged() {
        return damaged;
    }

    @Override
    public void close() {
        try {
            if (file.isPresent()) file.get().close();
        } catch (IOException alreadyRead) {
            damaged = true;
        }
    }
}
