package dev.synoptic.schemas;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.Topic.Spread;
import dev.synoptic.schemas.codec.AvroSerde;
import dev.synoptic.schemas.codec.Codec;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.schemas.codec.HostKeySerde;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.log.Delivery;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/// The catalogue: every topic of Synoptic, once.
///
/// Retention is the default of the privacy rules (`mail.md` g); [TopicSetup] may shorten or lengthen it.
public final class Topics {

    /// Raw records as agents publish them, and their progress (its key is null, it is in every partition).
    public static final Topic<HostKey, HandshakeRecord> HANDSHAKES =
            byHost("handshakes.v1", Codecs.HANDSHAKE, Kept.days(7));

    /// Handshakes judged, and the agents' progress between them.
    public static final Topic<HostKey, FingerprintMessage> FINGERPRINTS =
            byHost("fingerprints.v1", Codecs.FINGERPRINT, Kept.days(7));

    /// The state of each host; a tombstone forgets it. Headers: [HostHeaders].
    public static final Topic<HostKey, HostState> HOSTS = byHost("hosts.v1", Codecs.HOST, new Kept.Latest());

    /// The days on which each host was seen, of times since which it was forgotten; a tombstone when the last day is
    /// too long ago. Headers: [HostHeaders].
    public static final Topic<HostKey, HostHistory> HISTORY = byHost("history.v1", Codecs.HISTORY, new Kept.Latest());

    /// What mail servers decided, and how far their logs were read.
    public static final Topic<HostKey, VerdictMessage> VERDICTS = byHost("verdicts.v1", Codecs.VERDICT, Kept.days(14));

    /// Verdicts and the stacks they were about; of one event the highest revision counts.
    public static final Topic<HostKey, JoinedVerdict> JOINED = byHost("joined.v1", Codecs.JOINED, Kept.days(14));

    /// What became of messages after they were accepted (`mail.md` V5); the key is [#deliveryKey]. Two records that are
    /// equal are one.
    public static final Topic<String, Delivery> DELIVERIES =
            new Topic<>("deliveries.v1", Serdes.String(), new AvroSerde<>(Codecs.DELIVERY), Spread.ONE, Kept.days(14));

    /// Counts, and how far they are closed; one partition, so that a closing row never overtakes the counts it
    /// closes.
    public static final Topic<RatioKey, RatioMessage> RATIOS = new Topic<>(
            "ratios.v1",
            new AvroSerde<>(Codecs.RATIO_KEY),
            new AvroSerde<>(Codecs.RATIO),
            Spread.ONE,
            new Kept.Latest());

    /// What was deferred once and what passed, by hashed triplet and hashed network; nobody's address is in it.
    public static final Topic<String, GreylistEntry> GREYLIST = new Topic<>(
            "greylist.v1", Serdes.String(), new AvroSerde<>(Codecs.GREYLIST), Spread.ONE, new Kept.Latest());

    /// How policy rules fare, by their digest.
    public static final Topic<String, PolicyRule> POLICIES = new Topic<>(
            "policies.v1", Serdes.String(), new AvroSerde<>(Codecs.POLICY_RULE), Spread.ONE, new Kept.Latest());

    /// The octets of signature databases; each key is [#signaturesKey], so that none pushes out another that some
    /// partition is still judged by.
    public static final Topic<String, byte[]> SIGNATURES =
            new Topic<>("signatures.v1", Serdes.String(), Serdes.ByteArray(), Spread.ONE, new Kept.Latest());

    /// Writers' schemas as JSON, by fingerprint (16 hex digits).
    public static final Topic<String, String> SCHEMAS =
            new Topic<>("schemas.v1", Serdes.String(), Serdes.String(), Spread.ONE, new Kept.Latest());

    /// What could not be read.
    public static final Topic<byte[], DeadLetter> DEAD_LETTERS = new Topic<>(
            "dead-letters.v1", Serdes.ByteArray(), new AvroSerde<>(Codecs.DEAD_LETTER), Spread.ONE, Kept.days(7));

    private Topics() {}

    /// The key of a database on `signatures.v1`.
    ///
    /// @param version digest of its octets
    public static String signaturesKey(String version) {
        return "p0f.fp/" + version;
    }

    /// The key of what became of a message on `deliveries.v1`: its mail host and its queue id.
    public static String deliveryKey(Delivery delivery) {
        return delivery.server() + '/' + delivery.queueId();
    }

    /// All of them.
    public static List<Topic<?, ?>> all() {
        return List.of(
                HANDSHAKES,
                FINGERPRINTS,
                HOSTS,
                HISTORY,
                VERDICTS,
                JOINED,
                DELIVERIES,
                RATIOS,
                GREYLIST,
                POLICIES,
                SIGNATURES,
                SCHEMAS,
                DEAD_LETTERS);
    }

    private static <V> Topic<HostKey, V> byHost(String name, Codec<V> codec, Kept kept) {
        return new Topic<>(name, new HostKeySerde(), new AvroSerde<>(codec), Spread.BY_HOST, kept);
    }
}
