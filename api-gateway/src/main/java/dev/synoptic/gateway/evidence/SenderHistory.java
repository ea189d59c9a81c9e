package dev.synoptic.gateway.evidence;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.OwnAction;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.gateway.policy.rule.Subject;
import dev.synoptic.gateway.policy.rule.Subject.SystemSeen;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.statistics.EffectiveSize;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// How each sender has fared, out of `joined.v1`: who is known to send wanted mail alone (`mail.md` f.2), how many
/// independent senders a label's messages are worth (S4), and which accepted messages each rule would have hit (K2).
///
/// It remembers the last [#SENDERS_MAX] senders, no longer than the topic is kept when it starts anew. Verdicts that a
/// rule of ours took part in are left out.
public final class SenderHistory implements TopicTail.Reader {

    /// Senders remembered.
    static final int SENDERS_MAX = 200_000;

    /// Events remembered, so that a revision takes the place of what it corrects.
    static final int EVENTS_MAX = 100_000;

    /// Accepted messages that make a known good sender, none having been refused.
    static final int GOOD_LEAST = 3;

    private static final long GOOD_MICROS = Duration.ofDays(36).toNanos() / 1_000;

    private final Map<IpAddress, Sender> senders = Latest.most(SENDERS_MAX);
    private final Map<String, Taken> events = Latest.most(EVENTS_MAX);
    private final WouldHit wouldHit;
    private final KarmaBook karma;
    private final RuleBook book;
    private final BiPredicate<Rule, IpAddress> acts;
    private final Predicate<IpAddress> trusted;
    private final InstantSource clock;
    private long accepted;

    /// One event, and its client as it stood before it: what is taken back is what was counted.
    private record Taken(JoinedVerdict joined, Subject subject) {}

    /// How one sender has fared.
    private record Sender(Optional<String> label, long accepted, long rejected, long lastMicros) {}

    /// One by the usual numbers.
    SenderHistory(RuleBook book, InstantSource clock) {
        this(book, (_, _) -> true, _ -> false, KarmaNumbers.USUAL, _ -> 0, clock);
    }

    /// @param book    whose rules are tried on every accepted message
    /// @param acts    whether a rule acts by now, and on this client
    /// @param trusted of whose mail no rule is asked, so that none is tried on it
    /// @param numbers what makes a sender's history
    /// @param spamLow the lower bound of a label's spam ratio as rules may use it; 0 where they may not
    /// @param clock   the wall
    public SenderHistory(
            RuleBook book,
            BiPredicate<Rule, IpAddress> acts,
            Predicate<IpAddress> trusted,
            KarmaNumbers numbers,
            ToDoubleFunction<String> spamLow,
            InstantSource clock) {
        this.book = book;
        this.wouldHit = new WouldHit(book, spamLow);
        this.acts = acts;
        this.trusted = trusted;
        this.karma = new KarmaBook(numbers);
        this.clock = clock;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        JoinedVerdict joined = Topics.JOINED.values().deserializer().deserialize(record.topic(), record.value());
        if (joined != null) take(joined);
    }

    synchronized void take(JoinedVerdict joined) {
        String event = joined.verdict().eventId();
        Taken before = events.get(event);
        if (before != null && !joined.supersedes(before.joined())) return;
        if (before != null) count(before, -1);
        var taken = new Taken(joined, subject(joined));
        events.put(event, taken);
        count(taken, 1);
    }

    private void count(Taken taken, int sign) {
        JoinedVerdict joined = taken.joined();
        Verdict verdict = joined.verdict();
        if (verdict.reason().filter(OwnAction.REASON::equals).isPresent()) return;
        karma.add(verdict, sign, byRules(taken));
        long n = (long) sign * verdict.repeat();
        switch (verdict.outcome()) {
            case ACCEPTED -> {
                add(joined, n, 0);
                if (!trusted.test(verdict.client())) tryRules(taken, n);
            }
            case REJECTED -> add(joined, 0, n);
            case GREYLISTED, DEFERRED, ABORTED -> {}
        }
    }

    private void tryRules(Taken taken, long n) {
        accepted += n;
        wouldHit.add(taken.subject(), n);
    }

    private void add(JoinedVerdict joined, long accepted, long rejected) {
        Verdict verdict = joined.verdict();
        Sender before = senders.remove(verdict.client()); // so that it becomes the youngest
        var label = joined.label().map(Label::text);
        senders.put(
                verdict.client(),
                before == null
                        ? new Sender(label, accepted, rejected, verdict.micros())
                        : new Sender(
                                label.or(before::label),
                                before.accepted() + accepted,
                                before.rejected() + rejected,
                                Math.max(before.lastMicros(), verdict.micros())));
    }

    /// What rules that act take off or give for the connection's system (`smite_os`, `mail.md` f.1), once for each
    /// connection. What rules give for manners is no part of it: history would feed on itself.
    private int byRules(Taken taken) {
        int points = 0;
        for (Rule rule : book.rules()) {
            if (!(rule.action() instanceof Action.Score(int each)) || rule.judgesByManners()) continue;
            if (rule.holds(taken.subject())
                    && acts.test(rule, taken.joined().verdict().client())) points += each;
        }
        return points;
    }

    /// The client as rules would have seen it before the event; the label's ratio is left to whoever asks.
    private Subject subject(JoinedVerdict joined) {
        Verdict verdict = joined.verdict();
        return new Subject(
                Optional.of(verdict.client()),
                joined.label().map(label -> system(label, joined)),
                joined.unknown().filter(cause -> cause == UnknownCause.TOOL).isPresent(),
                joined.partner().flatMap(JoinedVerdict.Partner::link),
                joined.partner()
                        .map(partner -> OptionalInt.of(partner.distance()))
                        .orElse(OptionalInt.empty()),
                joined.partner().flatMap(JoinedVerdict.Partner::sharedAddress).orElse(false),
                verdict.saslUser().isPresent(),
                OptionalDouble.empty(),
                karma.standing(verdict.client(), verdict.micros()),
                verdict.recipientsAccepted() + verdict.recipientsRefused());
    }

    private static SystemSeen system(Label label, JoinedVerdict joined) {
        boolean fuzzy = joined.partner()
                .flatMap(JoinedVerdict.Partner::quality)
                .filter(quality -> quality == MatchQuality.FUZZY)
                .isPresent();
        return new SystemSeen(label.name(), label.flavor(), fuzzy, label.generic());
    }

    /// Whether this address has sent wanted mail, and nothing else, of late.
    public synchronized boolean isGood(IpAddress address) {
        Sender sender = senders.get(address);
        return sender != null
                && sender.accepted() >= GOOD_LEAST
                && sender.rejected() == 0
                && nowMicros() - sender.lastMicros() <= GOOD_MICROS;
    }

    /// How this address stands by its karma.
    public synchronized Standing standing(IpAddress address) {
        return karma.standing(address, nowMicros());
    }

    /// How many independent senders the messages of each label are worth, by "name flavor" (S4).
    public synchronized Map<String, Double> effectiveSizes() {
        Map<String, List<Long>> perLabel = new HashMap<>();
        for (Sender sender : senders.values()) {
            sender.label()
                    .ifPresent(label -> perLabel.computeIfAbsent(label, _ -> new ArrayList<>())
                            .add(sender.accepted() + sender.rejected()));
        }
        Map<String, Double> sizes = new HashMap<>();
        perLabel.forEach((label, messages) -> sizes.put(label, EffectiveSize.of(messages)));
        return sizes;
    }

    /// Accepted messages that a rule would have hit, by label (K2).
    public synchronized Map<String, Long> wouldHit(Rule rule) {
        return wouldHit.of(rule);
    }

    /// Accepted messages that rules were tried on.
    public synchronized long accepted() {
        return accepted;
    }

    private long nowMicros() {
        return clock.instant().getEpochSecond() * 1_000_000;
    }
}
