package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.Contribution.Group;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.OsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The groups beside the flavor that a verdict is counted in: all of them small sets of names, and none that a client
/// chooses.
final class Groups {

    /// Addresses that several hosts share, by what their handshakes show.
    static final String SHARED = "Shared";

    /// Addresses of which nothing says so.
    static final String ONE_HOST = "One host";

    private Groups() {}

    static List<Group> of(JoinedVerdict joined, OsNames names, Receivers receivers) {
        var groups = new ArrayList<Group>();
        var name = names.of(joined.label());
        groups.add(signature(joined, name));
        groups.add(new Group(
                RatioKey.LINK, "", certain(joined).flatMap(Partner::link).orElse(OsName.UNKNOWN_FAMILY)));
        groups.add(new Group(
                RatioKey.DISTANCE,
                "",
                certain(joined)
                        .map(partner -> Integer.toString(partner.distance()))
                        .orElse(OsName.UNKNOWN_FAMILY)));
        groups.add(new Group(RatioKey.NAT, "", nat(joined)));
        tool(joined).ifPresent(groups::add);
        groups.add(new Group(receivers.service(joined.verdict()), name.family(), name.flavor()));
        groups.add(new Group(receivers.mailHost(joined.verdict()), name.family(), name.flavor()));
        return groups;
    }

    /// A row of the signature file by its line: which file it is, the versions tell that every count is stamped with.
    private static Group signature(JoinedVerdict joined, OsName name) {
        if (joined.unknown().isPresent()) return new Group(RatioKey.SIGNATURE, OsName.UNKNOWN_FAMILY, "");
        String line = certain(joined)
                .filter(partner -> partner.line().isPresent())
                .map(partner -> " (line " + partner.line().getAsInt() + ")")
                .orElse("");
        return new Group(RatioKey.SIGNATURE, name.family(), (name.flavor() + line).strip());
    }

    /// What the host's memory said when the connection was completed; it is not asked of one that never was.
    private static String nat(JoinedVerdict joined) {
        return certain(joined)
                .flatMap(Partner::sharedAddress)
                .map(shared -> shared ? SHARED : ONE_HOST)
                .orElse(OsName.UNKNOWN_FAMILY);
    }

    private static Optional<Group> tool(JoinedVerdict joined) {
        return joined.unknown()
                .filter(cause -> cause == UnknownCause.TOOL)
                .flatMap(cause -> joined.partner())
                .flatMap(Partner::label)
                .map(label -> new Group(RatioKey.TOOL, "", label.name()));
    }

    /// The SYN, where there is no doubt that it is this session's.
    private static Optional<Partner> certain(JoinedVerdict joined) {
        return joined.partner().filter(partner -> !joined.unknown().equals(Optional.of(UnknownCause.AMBIGUOUS)));
    }
}
