package dev.synoptic.gateway.signatures;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.match.Explainer;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.UnreadableRecord;
import dev.synoptic.schemas.codec.UnreadableRecord.Malformed;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Explains each handshake by the database that judged it, though the fleet may have been given another since this
/// process was started: databases are read from `signatures.v1` as they are published.
///
/// The last [#PUBLISHED_MAX] are kept, and beside them that of the settings. Any thread.
public final class JudgingDatabases implements TopicTail.Reader {

    /// Published databases kept; one takes a few megabytes.
    static final int PUBLISHED_MAX = 4;

    private final Explainer first;
    private final Map<String, Explainer> published = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Explainer> eldest) {
            return size() > PUBLISHED_MAX;
        }
    };

    /// @param first explains by the database of the settings
    public JudgingDatabases(Explainer first) {
        this.first = first;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) throw new TopicTail.KeylessRecord();
        if (record.value() == null) return;
        String name = new String(record.key(), StandardCharsets.UTF_8);
        try {
            keep(name, SignatureDatabase.parse(name, record.value()));
        } catch (SignatureFileException bad) {
            throw new UnreadableRecord(new Malformed(String.valueOf(bad.getMessage())));
        }
    }

    private void keep(String name, SignatureDatabase database) {
        if (!name.equals(Topics.signaturesKey(database.version()))) {
            throw new UnreadableRecord(new Malformed(name + " holds a database with the digest " + database.version()));
        }
        synchronized (published) {
            published.remove(database.version()); // so that it becomes the youngest
            published.put(database.version(), first.by(name, database));
        }
    }

    /// What explains by the database of that version; where it is not known any more, by that of the settings.
    public Explainer of(String version) {
        synchronized (published) {
            return published.getOrDefault(version, first);
        }
    }
}
