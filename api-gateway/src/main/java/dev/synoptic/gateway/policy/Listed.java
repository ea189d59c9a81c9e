package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.Subject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Clients that are answered by their address alone, so that nobody need be asked about them and no request waits
/// (`mail.md` K4).
///
/// @param desk what answers rest on
record Listed(PolicyDesk desk) {

    /// Whether what is answered is the same whatever the host is: the client is trusted, a rule about networks alone
    /// decides before all others, or there is neither a rule nor a header to be given.
    boolean isAnsweredAnyhow(PolicyRequest request) {
        if (desk.isTrusted(request)) return true;
        for (Rule rule : desk.book().in(request.context())) {
            if (!isAboutNetworksAlone(rule)) return false;
            if (rule.holds(byAddress(request)) && decides(rule)) return true;
        }
        return desk.header().form() == FingerprintHeader.Form.NONE;
    }

    private static boolean isAboutNetworksAlone(Rule rule) {
        return rule.conditions().stream().allMatch(Condition.From.class::isInstance);
    }

    /// What goes through the gate hangs on the host's label.
    private boolean decides(Rule rule) {
        return rule.action().hinders() && !rule.needsGate() && desk.watch().acts(rule);
    }

    private static Subject byAddress(PolicyRequest request) {
        return new Subject(
                request.client(),
                Optional.empty(),
                false,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                request.signedIn(),
                OptionalDouble.empty());
    }
}
