package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.Action;
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
        Subject client = byAddress(request);
        for (Rule rule : desk.book().in(request.context())) {
            if (!isAboutNetworksAlone(rule)) return false;
            if (!rule.holds(client) || !desk.watch().acts(rule)) continue;
            switch (effect(rule, request)) {
                case ANYHOW -> {
                    return true;
                }
                case BY_HOST -> {
                    return false;
                }
                case NO_MORE_RULES -> {
                    return isHeaderless();
                }
                case ON -> {}
            }
        }
        return isHeaderless();
    }

    /// What becomes of a request that a rule about networks alone has acted on.
    private enum Effect {
        /// It is answered, whatever the host is.
        ANYHOW,
        /// What it is answered hangs on the host.
        BY_HOST,
        /// It goes on to the header.
        NO_MORE_RULES,
        /// It goes on to the next rule, or may do so.
        ON
    }

    /// What goes through the gate hangs on the host's label; a greylisted sender may have come again.
    private Effect effect(Rule rule, PolicyRequest request) {
        return switch (rule.action()) {
            case Action.Pass _ -> Effect.NO_MORE_RULES;
            case Action.Score _, Action.Greylist _ -> Effect.ON;
            case Action.Prepend header -> header.tellsOfHost() ? Effect.BY_HOST : Effect.ON;
            case Action.Defer _, Action.Hold _, Action.Reject _ -> {
                if (request.client().filter(PolicyDesk::isHeldBack).isPresent()) yield Effect.ON;
                yield rule.needsGate() ? Effect.BY_HOST : Effect.ANYHOW;
            }
        };
    }

    private boolean isHeaderless() {
        return desk.header().form() == FingerprintHeader.Form.NONE;
    }

    private static boolean isAboutNetworksAlone(Rule rule) {
        return rule.conditions().stream().allMatch(Condition.From.class::isInstance);
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
