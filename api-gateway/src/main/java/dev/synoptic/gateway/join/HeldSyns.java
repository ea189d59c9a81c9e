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
import org.apache.kafka.streams.KeyValue;

/// SYNs that wait for their session, or were given to one, by hour, host and time of capture (`mail.md` J4).
final class HeldSyns {

    static final String STORE = "held-syns";

    /// SYNs of one host that one session is held against: the latest, should there ever be more.
    static final int CONSIDERED_MAX = 2_000;

    private static final int NOT_GIVEN = -1;

    private final OctetStore store;
    private final JoinStore limits;
    private long held;

    HeldSyns(OctetStore store, JoinStore limits) {
        this.store = store;
        this.limits = limits;
        this.held = store.count();
    }

    /// Keeps a SYN; one that was told before stays with its session, and completed once it was.
    ///
    /// @return whether there was room for it
    boolean add(HostKey host, Fingerprint seen) {
        Bytes key = key(host, seen);
        byte[] before = store.entries().get(key);
        if (before == null) {
            if (held >= (seen.completed() ? limits.synsMax() : limits.provisionalSynsMax())) return false;
            held++;
            put(host, HeldSyn.free(seen));
            return true;
        }
        HeldSyn known = decode(before);
        if (seen.completed() && !known.fingerprint().completed()) put(host, new HeldSyn(seen, known.given()));
        return true;
    }

    /// Keeps what has become of one that is held.
    void put(HostKey host, HeldSyn syn) {
        store.entries().put(key(host, syn.fingerprint()), encode(syn));
    }

    /// The host's SYNs captured from `fromMicros` to `toMicros`, at most [#CONSIDERED_MAX], the latest ones.
    List<HeldSyn> between(HostKey host, long fromMicros, long toMicros) {
        var found = new ArrayList<KeyValue<Bytes, byte[]>>();
        for (long hour = StoreKey.hour(fromMicros); hour <= StoreKey.hour(toMicros); hour++) {
            found.addAll(store.between(
                    prefix(hour, host).number(fromMicros).done(),
                    prefix(hour, host).number(toMicros + 1).done()));
        }
        return found.subList(Math.max(0, found.size() - CONSIDERED_MAX), found.size()).stream()
                .map(entry -> decode(entry.value))
                .toList();
    }

    /// Forgets all captured in hours that ended before `micros`.
    long forgetBefore(long micros) {
        long forgotten = store.removeBefore(StoreKey.hour(micros));
        held -= forgotten;
        return forgotten;
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
