package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.Contribution.Group;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one address sent to one site on one day, by group.
final class SenderDay {

    private static final int FORM = 1;
    private static final Sent NOTHING = new Sent(0, 0);

    private final Map<Group, Sent> groups = new LinkedHashMap<>();

    private record Sent(long accepted, long rejected) {}

    /// What the address is worth in a group.
    SenderCounts worth(Group group) {
        Sent sent = groups.getOrDefault(group, NOTHING);
        return SenderCounts.ofSender(sent.accepted(), sent.rejected());
    }

    void add(Group group, long accepted, long rejected) {
        Sent before = groups.getOrDefault(group, NOTHING);
        var now = new Sent(before.accepted() + accepted, before.rejected() + rejected);
        if (now.equals(NOTHING)) groups.remove(group);
        else groups.put(group, now);
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    byte[] encode() {
        var octets = new ByteArrayOutputStream(128);
        try (var out = new DataOutputStream(octets)) {
            out.writeByte(FORM);
            for (var entry : groups.entrySet()) {
                out.writeUTF(entry.getKey().dimension());
                out.writeUTF(entry.getKey().within());
                out.writeUTF(entry.getKey().name());
                out.writeLong(entry.getValue().accepted());
                out.writeLong(entry.getValue().rejected());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return octets.toByteArray();
    }

    /// @param octets null for an address that sent nothing yet
    static SenderDay decode(byte @Nullable [] octets) {
        var day = new SenderDay();
        if (octets == null) return day;
        try (var in = new DataInputStream(new ByteArrayInputStream(octets))) {
            int form = in.readByte();
            if (form != FORM) throw new IllegalStateException("a sender's day in unknown form " + form);
            while (in.available() > 0) {
                var group = new Group(in.readUTF(), in.readUTF(), in.readUTF());
                day.groups.put(group, new Sent(in.readLong(), in.readLong()));
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return day;
    }
}
