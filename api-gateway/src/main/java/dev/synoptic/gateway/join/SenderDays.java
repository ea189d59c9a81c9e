package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.Contribution.Group;
import dev.synoptic.host.HostKey;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/// What each address sent in each group on each day, so that senders can be counted, not only their messages
/// (`mail.md` S4). Forgotten as soon as no verdict of that day can be corrected any more.
///
/// All groups of one address, site and day lie in one entry: nearly every address is in one group of each dimension.
final class SenderDays {

    static final String STORE = "sender-days";

    private final OctetStore store;

    SenderDays(OctetStore store) {
        this.store = store;
    }

    /// Adds what a verdict counts, or takes it back.
    ///
    /// @return by how much the senders of its groups change
    Map<Group, SenderCounts> add(Contribution contribution, HostKey host, RatioCounts change) {
        if (change.counted() == 0 && change.accepted() == 0) return Map.of();
        Bytes key = key(contribution, host);
        var day = SenderDay.decode(store.entries().get(key));
        var changes = new LinkedHashMap<Group, SenderCounts>();
        for (Group group : contribution.allGroups()) {
            SenderCounts before = day.worth(group);
            day.add(group, change.accepted(), change.rejected());
            changes.put(group, day.worth(group).minus(before));
        }
        if (day.isEmpty()) store.entries().delete(key);
        else store.entries().put(key, day.encode());
        return changes;
    }

    /// Forgets days that began before `micros`, a step of them.
    long forgetBefore(long micros) {
        return store.removeBefore(StoreKey.hour(micros));
    }

    private static Bytes key(Contribution contribution, HostKey host) {
        return StoreKey.key()
                .number(StoreKey.hour(RatioWindow.DAY.startMicros(contribution.micros())))
                .text(contribution.site())
                .text(contribution.rules())
                .text(host.text())
                .done();
    }
}
