package dev.synoptic.gateway.policy.rule;

import dev.synoptic.gateway.policy.rule.Subject.SystemSeen;
import dev.synoptic.packet.Network;
import java.util.List;
import java.util.regex.Pattern;

/// One thing that a rule asks of a client. What is not known of a client holds for no condition.
public sealed interface Condition {

    /// The system's name is one of these, whatever the case.
    record Family(List<String> names) implements Condition {
        public Family {
            names = List.copyOf(names);
        }
    }

    /// The pattern is found in "name flavor", whatever the case (`smite_os`, `mail.md` f.1).
    record Label(Pattern pattern) implements Condition {}

    /// The system is recognised, or it is not.
    record Recognised(boolean wanted) implements Condition {}

    /// How well the signature fits: whether it is fuzzy, whether a catch-all.
    record Exact(boolean wanted) implements Condition {}

    /// The link type is one of these.
    record Link(List<String> types) implements Condition {
        public Link {
            types = List.copyOf(types);
        }
    }

    /// So many hops away, both ends included.
    record Distance(int least, int most) implements Condition {}

    /// Several systems share the address, or they do not.
    record Shared(boolean wanted) implements Condition {}

    /// The packets name a program, or they do not.
    record Tool(boolean wanted) implements Condition {}

    /// The client has authenticated, or it has not.
    record SignedIn(boolean wanted) implements Condition {}

    /// The lower bound of the label's spam ratio is at least so high, 0 to 1.
    record SpamRatio(double leastLow) implements Condition {}

    /// The sender's history lies here, both ends included (`mail.md` f.1).
    record History(int least, int most) implements Condition {}

    /// The sender has a history, or it has none.
    record Newcomer(boolean wanted) implements Condition {}

    /// The sender sits in the penalty box, or it does not.
    record Penalised(boolean wanted) implements Condition {}

    /// It is the message's so many-th recipient, or a later one.
    record Recipients(int least) implements Condition {}

    /// The client's address lies in one of these networks, or in none of them.
    record From(List<Network> networks, boolean wanted) implements Condition {
        public From {
            networks = List.copyOf(networks);
        }
    }

    /// Whether it holds for this client.
    default boolean holds(Subject client) {
        return switch (this) {
            case Family(var names) ->
                client.system().filter(seen -> named(names, seen)).isPresent();
            case Label(var pattern) ->
                client.system()
                        .filter(seen -> pattern.matcher(seen.text()).find())
                        .isPresent();
            case Recognised(boolean wanted) -> client.system().isPresent() == wanted;
            case Exact(boolean wanted) ->
                client.system().filter(seen -> isExact(seen) == wanted).isPresent();
            case Link(var types) -> client.link().filter(types::contains).isPresent();
            case Distance(int least, int most) ->
                client.distance().isPresent()
                        && client.distance().getAsInt() >= least
                        && client.distance().getAsInt() <= most;
            case Shared(boolean wanted) -> client.shared() == wanted;
            case Tool(boolean wanted) -> client.tool() == wanted;
            case SignedIn(boolean wanted) -> client.signedIn() == wanted;
            case SpamRatio(double least) ->
                client.spamLow().isPresent() && client.spamLow().getAsDouble() >= least;
            case History(int least, int most) ->
                client.standing().history().isPresent()
                        && client.standing().history().getAsInt() >= least
                        && client.standing().history().getAsInt() <= most;
            case Newcomer(boolean wanted) -> client.standing().history().isEmpty() == wanted;
            case Penalised(boolean wanted) -> client.standing().penalised() == wanted;
            case Recipients(int least) -> client.recipients() >= least;
            case From(var networks, boolean wanted) ->
                client.client()
                        .filter(address -> networks.stream().anyMatch(each -> each.contains(address)) == wanted)
                        .isPresent();
        };
    }

    /// Whether it speaks of what packets tell: the label, what is counted of it, and what stands beside it.
    default boolean isAboutFingerprint() {
        return switch (this) {
            case Family _, Label _, Recognised _, Exact _, Link _, Distance _, Shared _, Tool _, SpamRatio _ -> true;
            case SignedIn _, History _, Newcomer _, Penalised _, Recipients _, From _ -> false;
        };
    }

    /// Whether it holds something against the sender that is no fingerprint: a bad history, too many recipients at
    /// once, a network that the operator names. That a sender is new or has not signed in is no reproach.
    default boolean isReproach() {
        return switch (this) {
            case History history -> history.most() < 0;
            case Penalised(boolean wanted) -> wanted;
            case Recipients(int least) -> least > 1;
            case From(var networks, boolean wanted) ->
                wanted && networks.stream().noneMatch(each -> each.prefixLength() == 0);
            case Family _, Label _, Recognised _, Exact _, Link _, Distance _, Shared _, Tool _, SpamRatio _ -> false;
            case SignedIn _, Newcomer _ -> false;
        };
    }

    /// Whether it speaks of how the sender has behaved.
    default boolean isAboutManners() {
        return this instanceof History
                || this instanceof Newcomer
                || this instanceof Penalised
                || this instanceof Recipients;
    }

    private static boolean named(List<String> names, SystemSeen seen) {
        return names.stream().anyMatch(seen.name()::equalsIgnoreCase);
    }

    private static boolean isExact(SystemSeen seen) {
        return !seen.fuzzy() && !seen.generic();
    }
}
