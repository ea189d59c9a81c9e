package dev.synoptic.gateway.join;

import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What one settled verdict added to the counts, kept so that a revision can take it back.
///
/// @param verdictRevision of the verdict
/// @param joinRevision    of the join of that revision
/// @param micros          moment of the verdict: it decides the windows
/// @param site            of the mail host
/// @param name            the operating system it was counted under
/// @param groups          further groups it was counted in
/// @param rules           versions it was counted by, as [RuleVersions#text]
/// @param counts          what it added
record Contribution(
        int verdictRevision,
        int joinRevision,
        long micros,
        String site,
        OsName name,
        List<Group> groups,
        String rules,
        RatioCounts counts) {

    private static final int FORM = 2;

    /// A group of another dimension than the flavor.
    ///
    /// @param dimension as in [dev.synoptic.schemas.RatioKey]
    /// @param within    the greater group; empty where there is none
    /// @param name      of the group
    record Group(String dimension, String within, String name) {

        private static final List<RatioWindow> ALL = List.of(RatioWindow.values());
        private static final List<RatioWindow> DAYS = List.of(RatioWindow.DAY);

        /// The windows that it is counted in (`mail.md` T6).
        List<RatioWindow> windows() {
            return RatioKey.isInEveryWindow(dimension) ? ALL : DAYS;
        }
    }

    static Contribution of(JoinedVerdict joined, JoinPlan plan, Receivers receivers) {
        var versions = joined.partner()
                .map(partner -> plan.versions().judgedBy(partner.databaseVersion()))
                .orElse(plan.versions());
        return new Contribution(
                joined.verdict().revision(),
                joined.revision(),
                joined.verdict().micros(),
                joined.verdict().site(),
                plan.names().of(joined.label()),
                Groups.of(joined, plan.names(), receivers),
                versions.text(),
                RatioCounts.of(joined));
    }

    /// All groups it was counted in.
    List<Group> allGroups() {
        var all = new ArrayList<Group>(groups.size() + 1);
        all.add(flavor());
        all.addAll(groups);
        return all;
    }

    /// The flavor of its system.
    Group flavor() {
        return new Group(RatioKey.FLAVOR, name.family(), name.flavor());
    }

    /// Whether this is of the same revision as `joined` or a later one.
    boolean covers(JoinedVerdict joined) {
        return verdictRevision != joined.verdict().revision()
                ? verdictRevision > joined.verdict().revision()
                : joinRevision >= joined.revision();
    }

    byte[] encode() {
        var octets = new ByteArrayOutputStream(96);
        try (var out = new DataOutputStream(octets)) {
            out.writeByte(FORM);
            out.writeInt(verdictRevision);
            out.writeInt(joinRevision);
            out.writeLong(micros);
            out.writeUTF(site);
            out.writeUTF(name.family());
            out.writeUTF(name.flavor());
            out.writeByte(groups.size());
            for (Group group : groups) {
                out.writeUTF(group.dimension());
                out.writeUTF(group.within());
                out.writeUTF(group.name());
            }
            out.writeUTF(rules);
            out.write(Codecs.RATIO.encode(new Counted(counts)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return octets.toByteArray();
    }

    static Contribution decode(byte[] octets) {
        try (var in = new DataInputStream(new ByteArrayInputStream(octets))) {
            int form = in.readByte();
            if (form != FORM) throw new IllegalStateException("a settled verdict in unknown form " + form);
            return new Contribution(
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    in.readUTF(),
                    new OsName(in.readUTF(), in.readUTF()),
                    groups(in),
                    in.readUTF(),
                    counts(Codecs.RATIO.decode(in.readAllBytes())));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static List<Group> groups(DataInputStream in) throws IOException {
        var groups = new ArrayList<Group>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            groups.add(new Group(in.readUTF(), in.readUTF(), in.readUTF()));
        }
        return groups;
    }

    static RatioCounts counts(RatioMessage message) {
        return switch (message) {
            case Counted(var counts) -> counts;
            case RatioMessage.Closed _,
                    RatioMessage.Sent _,
                    RatioMessage.Timed _,
                    RatioMessage.Missed _,
                    RatioMessage.Compared _ ->
                throw new IllegalStateException("something else where counts are kept: " + message);
        };
    }

    static SenderCounts senders(RatioMessage message) {
        return switch (message) {
            case RatioMessage.Sent(var counts) -> counts;
            case Counted _,
                    RatioMessage.Closed _,
                    RatioMessage.Timed _,
                    RatioMessage.Missed _,
                    RatioMessage.Compared _ ->
                throw new IllegalStateException("something else where senders are kept: " + message);
        };
    }

    static Missing missing(RatioMessage message) {
        return switch (message) {
            case RatioMessage.Missed(var missing) -> missing;
            case Counted _, RatioMessage.Closed _, RatioMessage.Sent _, RatioMessage.Timed _, RatioMessage.Compared _ ->
                throw new IllegalStateException("something else where it is kept what is missing: " + message);
        };
    }
}
