package dev.synoptic.gateway.join;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/// What each address sent in each group on each day, so that senders can be counted, not only their messages
/// (`mail.md` S4). Forgotten as soon as no verdict of that day can be corrected any more.
final class SenderDays {

    static final String STORE = "sender-days";

    private final OctetStore store;

    SenderDays(OctetStore store) {
        this.store = store;
    }

    /// Adds what a verdict counts, or takes it back.
    ///
    /// @param group of the day, see [RatioKey#SENDERS]
    /// @return by how much the group's senders change
    SenderCounts add(RatioKey group, HostKey host, RatioCounts change) {
        if (change.counted() == 0 && change.accepted() == 0) return SenderCounts.ZERO;
        Bytes key = key(group, host);
        byte[] before = store.entries().get(key);
        long accepted = before == null ? 0 : ByteBuffer.wrap(before).getLong();
        long rejected = before == null ? 0 : ByteBuffer.wrap(before).getLong(Long.BYTES);
        long nowAccepted = accepted + change.accepted();
        long nowRejected = rejected + change.rejected();
        if (nowAccepted == 0 && nowRejected == 0) store.entries().delete(key);
        else store.entries().put(key, octets(nowAccepted, nowRejected));
        return SenderCounts.ofSender(nowAccepted, nowRejected).minus(SenderCounts.ofSender(accepted, rejected));
    }

    /// Forgets days that began before `micros`.
    long forgetBefore(long micros) {
        return store.removeBefore(StoreKey.hour(micros));
    }

    private static byte[] octets(long accepted, long rejected) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(accepted)
                .putLong(rejected)
                .array();
    }

    private static Bytes key(RatioKey group, HostKey host) {
        return StoreKey.key()
                .number(StoreKey.hour(group.windowStartMicros()))
                .text(group.site())
                .text(group.within())
                .text(group.group())
                .text(group.rules())
                .text(host.text())
                .done();
    }
}
