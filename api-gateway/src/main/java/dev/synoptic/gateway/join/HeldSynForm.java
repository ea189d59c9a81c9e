package dev.synoptic.gateway.join;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.HeldSyn.Given;
import dev.synoptic.verdict.join.How;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// How a SYN that is held is written: how it was given, when the session ended, length of the session's id, the id,
/// the fingerprint.
///
/// Those of before the end was told have a smaller number for how they were given, and no end.
final class HeldSynForm {

    private static final int NOT_GIVEN = -1;
    private static final int TELLS_END = 64;
    private static final long NO_END = Long.MIN_VALUE;

    private HeldSynForm() {}

    static byte[] encode(HeldSyn held) {
        byte[] fingerprint = Codecs.FINGERPRINT.encode(new Judged(held.fingerprint()));
        byte[] session = held.given()
                .map(given -> given.sessionId().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        int how = held.given().map(given -> TELLS_END + given.how().ordinal()).orElse(NOT_GIVEN);
        int end = held.given().isPresent() ? Long.BYTES : 0;
        var buffer = ByteBuffer.allocate(1 + end + Integer.BYTES + session.length + fingerprint.length)
                .put((byte) how);
        held.given().ifPresent(given -> buffer.putLong(given.closeMicros().orElse(NO_END)));
        return buffer.putInt(session.length).put(session).put(fingerprint).array();
    }

    static HeldSyn decode(byte[] octets) {
        var buffer = ByteBuffer.wrap(octets);
        int how = buffer.get();
        OptionalLong end = how >= TELLS_END ? end(buffer.getLong()) : OptionalLong.empty();
        byte[] session = new byte[buffer.getInt()];
        buffer.get(session);
        byte[] fingerprint = new byte[buffer.remaining()];
        buffer.get(fingerprint);
        Optional<Given> given = how == NOT_GIVEN
                ? Optional.empty()
                : Optional.of(
                        new Given(new String(session, StandardCharsets.UTF_8), How.values()[how % TELLS_END], end));
        return new HeldSyn(judged(Codecs.FINGERPRINT.decode(fingerprint)), given);
    }

    /// Whether a session has it.
    static boolean isGiven(byte[] octets) {
        return octets[0] != NOT_GIVEN;
    }

    /// When its session ended, where that is known; looks at nothing else.
    static OptionalLong closeMicros(byte[] octets) {
        return octets[0] >= TELLS_END ? end(ByteBuffer.wrap(octets).getLong(1)) : OptionalLong.empty();
    }

    private static OptionalLong end(long micros) {
        return micros == NO_END ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    private static Fingerprint judged(FingerprintMessage message) {
        return switch (message) {
            case Judged(var fingerprint) -> fingerprint;
            case FingerprintMessage.Advanced advanced ->
                throw new IllegalStateException("progress among the SYNs held: " + advanced);
        };
    }
}
