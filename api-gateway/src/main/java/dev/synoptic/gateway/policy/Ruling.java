package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.policy.rule.RejectGate;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.gateway.policy.rule.Subject;
import dev.synoptic.gateway.policy.rule.Subject.SystemSeen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One request, and what all rules together say to it.
///
/// Rules are asked in their order. The first that acts decides; points add up over all before it. A header is
/// added only where no rule decides.
final class Ruling {

    private static final System.Logger LOG = System.getLogger(Ruling.class.getName());

    private final PolicyDesk desk;
    private final PolicyRequest request;
    private final Optional<HostAnswer> host;
    private final Transaction transaction;
    private int karma;
    private Optional<Rule> refusing = Optional.empty();
    private boolean gated;

    Ruling(PolicyDesk desk, PolicyRequest request, Optional<HostAnswer> host, Transaction transaction) {
        this.desk = desk;
        this.request = request;
        this.host = host;
        this.transaction = transaction;
    }

    PolicyReply reply() {
        if (request.state() == PolicyRequest.State.OTHER) return PolicyReply.DUNNO;
        Optional<String> decided = desk.isTrusted(request) ? Optional.empty() : rules();
        if (decided.isPresent()) return new PolicyReply(decided.get(), karma);
        return header().map(line -> new PolicyReply(line, karma)).orElseGet(() -> new PolicyReply("DUNNO", karma));
    }

    /// Once for each message: a header for each recipient would be as many headers (`clients.md` 4.1).
    private Optional<String> header() {
        if (host.isEmpty() || !transaction.mayTakeHeader()) return Optional.empty();
        var line = desk.header().action(host.get(), request.client().orElseThrow(), karma);
        if (line.isPresent()) {
            transaction.tookHeader();
            desk.counters().headers().increment();
        }
        return line;
    }

    private Optional<String> rules() {
        List<Rule> rules = desk.book().in(request.context());
        if (rules.isEmpty()) return Optional.empty();
        Subject subject = subject();
        karma += subject.standing().pointsAtConnect();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (transaction.isNew()) desk.watch().asked(rule);
            if (!rule.holds(subject)) continue;
            if (touch(rule, i) != RuleStanding.Mode.ENFORCED) continue;
            if (rule.action() instanceof Action.Pass) break;
            if (shapes(rule.action()) && isHeldBack()) {
                desk.counters().heldBack().increment();
                continue;
            }
            Optional<String> action = act(rule);
            if (action.isPresent()) return action;
        }
        return Optional.empty();
    }

    /// Some networks no rule touches, so that labels can be judged by mail that Synoptic did not shape.
    private boolean isHeldBack() {
        return request.client().filter(PolicyDesk::isHeldBack).isPresent();
    }

    private static boolean shapes(Action action) {
        return action.hinders() || action instanceof Action.Score;
    }

    private RuleStanding.Mode touch(Rule rule, int number) {
        return transaction.firstTouch(number)
                ? desk.watch().touch(rule, isGood(), label())
                : desk.watch().mode(rule);
    }

    private Optional<String> act(Rule rule) {
        return switch (rule.action()) {
            case Action.Pass _ -> Optional.empty();
            case Action.Score(int points) -> score(points);
            case Action.Prepend(var name, var value) -> prepend(name, value);
            case Action.Defer defer -> refuse(rule, "DEFER_IF_PERMIT " + marked(defer.text()));
            case Action.Greylist(var delay) -> greylist(delay);
            case Action.Hold hold -> refuse(rule, "HOLD " + marked(hold.text()));
            case Action.Reject reject -> refuse(rule, "REJECT 5.7.1 " + marked(reject.text()));
        };
    }

    private Optional<String> score(int points) {
        karma += points;
        return Optional.empty();
    }

    private Optional<String> prepend(String name, String value) {
        if (!transaction.mayTakeHeader()) return Optional.empty();
        transaction.tookHeader();
        desk.counters().headers().increment();
        String filled = value.replace("{os}", host.map(FingerprintHeader::label).orElse(FingerprintHeader.UNKNOWN))
                .replace("{link}", host.flatMap(HostAnswer::link).orElse("-"))
                .replace("{distance}", distance())
                .replace("{address}", request.client().map(Object::toString).orElse("-"));
        return Optional.of("PREPEND " + name + ": " + filled);
    }

    private String distance() {
        return host.filter(known -> known.distance().isPresent())
                .map(known -> Integer.toString(known.distance().getAsInt()))
                .orElse("-");
    }

    private Optional<String> hinder(String action) {
        desk.counters().hindered().increment();
        return Optional.of(action);
    }

    /// Every text of ours that hinders mail carries this word, so that who reads the log can tell the verdict from one
    /// that others came to, and leave it out where labels are judged by verdicts (`mail.md` S6).
    private static String marked(String text) {
        return text + " " + OwnAction.MARK;
    }

    private Optional<String> greylist(Duration delay) {
        boolean exempt = request.signedIn() || request.verified() || isGood();
        if (exempt || request.client().isEmpty() || request.recipient().isEmpty()) return Optional.empty();
        return desk.evidence()
                .greylisting()
                .ask(request.client().get(), request.sender(), request.recipient(), delay)
                .flatMap(left -> hinder("DEFER_IF_PERMIT "
                        + marked("Greylisted, try again in " + Math.max(1, left.toSeconds()) + " seconds")));
    }

    /// What keeps mail away for good, or may do so, goes through the gate (`mail.md` K1).
    private Optional<String> refuse(Rule rule, String action) {
        Optional<String> shut = rule.needsGate() ? RejectGate.shut(rule.action(), record()) : Optional.empty();
        if (shut.isEmpty()) {
            refusing = Optional.of(rule);
            return hinder(action);
        }
        gated = true;
        desk.counters().gated().increment();
        LOG.log(
                System.Logger.Level.INFO,
                "policy rule \"{0}\" scores, and does not refuse: {1}",
                rule.name(),
                shut.get());
        return score(Action.SHUT_GATE_POINTS);
    }

    /// The rule that refused, for good or for now, or held; known once there is a reply.
    Optional<Rule> refusing() {
        return refusing;
    }

    /// Whether the gate stopped a refusal; known once there is a reply.
    boolean isGated() {
        return gated;
    }

    private boolean isGood() {
        return request.client().filter(desk.evidence().good()).isPresent();
    }

    /// Its latest handshake may not have reached the host's state yet.
    private boolean isTool() {
        return host.filter(HostAnswer::usesTool).isPresent()
                || request.client().filter(desk.evidence().tools()).isPresent();
    }

    private Standing standing() {
        return request.client().map(desk.evidence().karma()).orElse(Standing.UNKNOWN);
    }

    private Optional<SystemSeen> system() {
        return host.flatMap(HostAnswer::system)
                .map(seen -> new SystemSeen(seen.name(), seen.flavor(), seen.fuzzy(), seen.generic()));
    }

    private String label() {
        return system().map(SystemSeen::text).orElse(FingerprintHeader.UNKNOWN);
    }

    private Optional<LabelRecord> record() {
        return system().flatMap(desk.evidence().labels());
    }

    private Subject subject() {
        return new Subject(
                request.client(),
                system(),
                isTool(),
                host.flatMap(HostAnswer::link),
                host.map(HostAnswer::distance).orElse(OptionalInt.empty()),
                host.filter(desk::isShared).isPresent(),
                request.signedIn(),
                record().map(LabelRecord::usableLow).orElse(OptionalDouble.empty()),
                standing(),
                transaction.recipients());
    }
}
