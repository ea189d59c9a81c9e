package dev.synoptic.agent.spool;

import dev.synoptic.agent.publish.Outgoing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SyncableFileOutputStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/// The file of the spool that is being written. What [#sync] has returned from survives the power cord.
final class SegmentWriter {

    private final Path path;
    private final Instant begun;
    private final DataFileWriter<GenericRecord> writer;
    private final GenericData.Record reused = new GenericData.Record(SpoolSchema.SCHEMA);
    private long records;
    private long progress;
    private long unsyncedRecords;
    private long unsyncedProgress;
    private long syncedOctets;

    private SegmentWriter(Path path, Instant begun) throws IOException {
        this.path = path;
        this.begun = begun;
        this.writer = new DataFileWriter<>(new GenericDatumWriter<>(SpoolSchema.SCHEMA));
        writer.create(SpoolSchema.SCHEMA, new SyncableFileOutputStream(path.toFile()));
        writer.fSync();
        syncedOctets = Files.size(path);
    }

    static SegmentWriter create(Path path, Instant now) throws IOException {
        try {
            return new SegmentWriter(path, now);
        } catch (IOException full) {
            Files.deleteIfExists(path);
            throw full;
        }
    }

    void append(Outgoing record) throws IOException {
        try {
            writer.append(SpoolSchema.write(record, reused));
        } catch (AvroRuntimeException wrapped) {
            throw new IOException(wrapped);
        } finally {
            if (record.toEveryPartition()) unsyncedProgress++;
            else unsyncedRecords++;
        }
    }

    /// When its first record came.
    Instant begun() {
        return begun;
    }

    long unsynced() {
        return unsyncedRecords + unsyncedProgress;
    }

    long octets() {
        return syncedOctets;
    }

    void sync() throws IOException {
        if (unsynced() == 0) return;
        writer.fSync();
        syncedOctets = Files.size(path);
        records += unsyncedRecords;
        progress += unsyncedProgress;
        unsyncedRecords = 0;
        unsyncedProgress = 0;
    }

    /// Ends the file in order; empty where nothing is in it, which also takes the file away.
    Optional<Segment> seal(Instant now) throws IOException {
        sync();
        writer.close();
        return sealed(now);
    }

    /// Ends the file after a failure, with what was synced; says how many records, without progress, are lost.
    Sealed abort(Instant now) throws IOException {
        try {
            writer.close();
        } catch (IOException | AvroRuntimeException expected) {
            // the disk has just refused; what it has kept is cut to the last sync below
        }
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(syncedOctets);
        }
        return new Sealed(sealed(now), unsyncedRecords);
    }

    /// @param segment what is left
    /// @param lost    records that are not
    record Sealed(Optional<Segment> segment, long lost) {}

    private Optional<Segment> sealed(Instant now) throws IOException {
        if (records + progress > 0) return Optional.of(new Segment(path, syncedOctets, records, progress, begun, now));
        Files.deleteIfExists(path);
        return Optional.empty();
    }
}
