package dev.synoptic.schemas.codec;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.GreylistEntry;
import dev.synoptic.schemas.PolicyRule;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.log.Delivery;
import java.util.List;

/// One codec for each kind of value that travels.
public final class Codecs {

    /// `handshakes.v1`.
    public static final Codec<HandshakeRecord> HANDSHAKE = of(new HandshakeShape());
    /// `fingerprints.v1`.
    public static final Codec<FingerprintMessage> FINGERPRINT = of(new FingerprintShape());
    /// `hosts.v1`.
    public static final Codec<HostState> HOST = of(new HostShape());
    /// `history.v1`.
    public static final Codec<HostHistory> HISTORY = of(new HistoryShape());
    /// `verdicts.v1`.
    public static final Codec<VerdictMessage> VERDICT = of(new VerdictShape());
    /// `joined.v1`.
    public static final Codec<JoinedVerdict> JOINED = of(new JoinedShape());
    /// `deliveries.v1`.
    public static final Codec<Delivery> DELIVERY = of(new DeliveryShape());
    /// `ratios.v1`.
    public static final Codec<RatioMessage> RATIO = of(new RatioShape());
    /// Keys of `ratios.v1`.
    public static final Codec<RatioKey> RATIO_KEY = of(new RatioKeyShape());
    /// `greylist.v1`.
    public static final Codec<GreylistEntry> GREYLIST = of(new GreylistShape());
    /// `policies.v1`.
    public static final Codec<PolicyRule> POLICY_RULE = of(new PolicyRuleShape());
    /// `dead-letters.v1`.
    public static final Codec<DeadLetter> DEAD_LETTER = of(new DeadLetterShape());

    private Codecs() {}

    /// All of them: what a service publishes on `schemas.v1` at its start.
    public static List<Codec<?>> all() {
        return List.of(
                HANDSHAKE,
                FINGERPRINT,
                HOST,
                HISTORY,
                VERDICT,
                JOINED,
                DELIVERY,
                RATIO,
                RATIO_KEY,
                GREYLIST,
                POLICY_RULE,
                DEAD_LETTER);
    }

    private static <T> Codec<T> of(Shape<T> shape) {
        return new Codec<>(shape, SchemaDirectory.PROCESS);
    }
}
