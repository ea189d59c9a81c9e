package dev.synoptic.schemas.codec;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.VerdictMessage;
import java.util.List;

/// One codec for each kind of value that travels.
public final class Codecs {

    /// `handshakes.v1`.
    public static final Codec<HandshakeRecord> HANDSHAKE = of(new HandshakeShape());
    /// `fingerprints.v1`.
    public static final Codec<FingerprintMessage> FINGERPRINT = of(new FingerprintShape());
    /// `hosts.v1`.
    public static final Codec<HostState> HOST = of(new HostShape());
    /// `verdicts.v1`.
    public static final Codec<VerdictMessage> VERDICT = of(new VerdictShape());
    /// `dead-letters.v1`.
    public static final Codec<DeadLetter> DEAD_LETTER = of(new DeadLetterShape());

    private Codecs() {}

    /// All of them: what a service publishes on `schemas.v1` at its start.
    public static List<Codec<?>> all() {
        return List.of(HANDSHAKE, FINGERPRINT, HOST, VERDICT, DEAD_LETTER);
    }

    private static <T> Codec<T> of(Shape<T> shape) {
        return new Codec<>(shape, WriterSchemas.NONE);
    }
}
