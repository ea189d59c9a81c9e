package dev.synoptic.gateway.join;

import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.HeldSyn.Given;
import dev.synoptic.verdict.join.How;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/// SYNs that wait for their session, or were given to one, by hour, host and time of capture (`mail.md` J4).
final class HeldSyns {

    static final String STORE = "held-syns";

    private static final int NOT_GIVEN = -1;

    private final OctetStore store;

    HeldSyns(OctetStore store) {
        this.store = store;
    }

    /// Keeps a SYN; one that was told before stays with its session, and completed once it was.
    void add(HostKey host, Fingerprint seen) {
        Bytes key = key(host, seen);
        byte[] before = store.entries().get(key);
        if (before == null) {
            put(host, HeldSyn.free(seen));
            return;
        }
        HeldSyn held = decode(before);
        if (seen.completed() && !held.fingerprint().completed()) put(host, new HeldSyn(seen, held.given()));
    }

    void put(HostKey host, HeldSyn held) {
        store.entries().put(key(host, held.fingerprint()), encode(held));
    }

    /// The host's SYNs captured from `fromMicros` to `toMicros`.
    List<HeldSyn> between(HostKey host, long fromMicros, long toMicros) {
        var found = new ArrayList<HeldSyn>();
        for (long hour = StoreKey.hour(fromMicros); hour <= StoreKey.hour(toMicros); hour++) {
            Bytes from = prefix(hour, host).number(fromMicros).done();
            Bytes to = prefix(hour, host).number(toMicros + 1).done();
            for (var entry : store.between(from, to)) found.add(decode(entry.value));
        }
        return found;
    }

    /// Forgets all captured in hours that ended before `micros`.
    long forgetBefore(long micros) {
        return store.removeBefore(StoreKey.hour(micros));
    }

    private static StoreKey prefix(long hour, HostKey host) {
        return StoreKey.key().number(hour).text(host.text());
    }

    private static Bytes key(HostKey host, Fingerprint seen) {
        Origin origin = seen.origin();
        return prefix(StoreKey.hour(seen.capturedMicros()), host)
                .number(seen.capturedMicros())
                .text(origin.agent())
                .text(origin.instance())
                .number(origin.sequence())
                .done();
    }

    /// How, length of the session's id, the id, the fingerprint.
    private static byte[] encode(HeldSyn held) {
        byte[] fingerprint = Codecs.FINGERPRINT.encode(new Judged(held.fingerprint()));
        byte[] session = held.given()
                .map(given -> given.sessionId().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        int how = held.given().map(given -> given.how().ordinal()).orElse(NOT_GIVEN);
        return ByteBuffer.allocate(1 + Integer.BYTES + session.length + fingerprint.length)
                .put((byte) how)
                .putInt(session.length)
                .put(session)
                .put(fingerprint)
                .array();
    }

    private static HeldSyn decode(byte[] octets) {
        var buffer = ByteBuffer.wrap(octets);
        int how = buffer.get();
        byte[] session = new byte[buffer.getInt()];
        buffer.get(session);
        byte[] fingerprint = new byte[buffer.remaining()];
        buffer.get(fingerprint);
        Optional<Given> given = how == NOT_GIVEN
                ? Optional.empty()
                : Optional.of(new Given(new String(session, StandardCharsets.UTF_8), How.values()[how]));
        return new HeldSyn(judged(Codecs.FINGERPRINT.decode(fingerprint)), given);
    }

    private static Fingerprint judged(FingerprintMessage message) {
        return switch (message) {
            case Judged(var fingerprint) -> fingerprint;
            case FingerprintMessage.Advanced advanced ->
                throw new IllegalStateException("progress among the SYNs held: " + advanced);
        };
    }
}
