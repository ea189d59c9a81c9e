package dev.synoptic.schemas.codec;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/// The schemas of other versions that this process has met.
///
/// One for the whole process: a fingerprint never means two things, so nothing can be told apart by having
/// several. It holds as many schemas as there are versions in the fleet, at most [#SCHEMAS_MAX].
public final class SchemaDirectory implements WriterSchemas {

    /// Schemas remembered; a fleet of more versions than this is not one.
    public static final int SCHEMAS_MAX = 1_000;

    /// The directory that every codec of [Codecs] asks.
    public static final SchemaDirectory PROCESS = new SchemaDirectory();

    private final Map<Long, Schema> known = new ConcurrentHashMap<>();
    private volatile WriterSchemas source = NONE;

    /// An empty directory.
    public SchemaDirectory() {}

    /// Asks this source for what is not known; in place of the one before.
    public void lookUpIn(WriterSchemas schemas) {
        source = schemas;
    }

    /// Remembers a schema.
    public void add(Schema schema) {
        if (known.size() < SCHEMAS_MAX) known.put(SchemaNormalization.parsingFingerprint64(schema), schema);
    }

    @Override
    public Optional<Schema> find(long fingerprint) {
        var found = Optional.ofNullable(known.get(fingerprint));
        if (found.isPresent()) return found;
        var looked = source.find(fingerprint);
        looked.ifPresent(this::add);
        return looked;
    }
}
