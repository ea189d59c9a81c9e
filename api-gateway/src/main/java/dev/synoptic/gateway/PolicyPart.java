package dev.synoptic.gateway;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.evidence.LabelTable;
import dev.synoptic.gateway.evidence.SenderHistory;
import dev.synoptic.gateway.greylist.GreylistTimes;
import dev.synoptic.gateway.greylist.SharedGreylist;
import dev.synoptic.gateway.greylist.SharedRules;
import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.index.LastHandshakes;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.plugin.PluginJudge;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyDesk;
import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.PolicyProtocol;
import dev.synoptic.gateway.policy.PolicySettings;
import dev.synoptic.gateway.policy.RuleReport;
import dev.synoptic.gateway.policy.RuleWatch;
import dev.synoptic.gateway.policy.Screening;
import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.socket.Protocol;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.RatioTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Policy delegation in a running gateway: its listeners, what its rules go by, and the work behind them.
final class PolicyPart implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PolicyPart.class.getName());

    private static final long SWITCH_SECONDS = 1;
    private static final long SHARE_SECONDS = 10;
    private static final long RENEW_SECONDS = 60;
    private static final long REPORT_SECONDS = 3_600;

    private final PolicySettings settings;
    private final Map<ListenerSettings, PluginRefusals> refusals;
    private final RuleBook all;
    private final SharedGreylist greylist;
    private final SharedRules rules;
    private final SenderHistory senders;
    private final LabelTable labels;
    private final RuleWatch watch;
    private final TopicTail joined;
    private final PolicyCounters counters = new PolicyCounters();
    private final Known known;
    private final ScheduledExecutorService work;
    private volatile boolean off;

    /// What the rest of the gateway knows.
    ///
    /// @param waits      who waits for a handshake on its way
    /// @param handshakes the latest of each host
    /// @param tables     answers for ratios
    record Known(HandshakeWaits waits, LastHandshakes handshakes, Function<RatioQuery, RatioTable> tables) {}

    /// @param listeners of the gateway; those that refuse by themselves have rules of their own
    PolicyPart(PolicySettings settings, List<ListenerSettings> listeners, KafkaClients kafka, Known known) {
        this.settings = settings;
        this.refusals = refusals(listeners);
        this.all = refusals.values().stream().map(PluginRefusals::book).reduce(settings.book(), RuleBook::and);
        this.known = known;
        this.off = settings.isOff();
        this.greylist = new SharedGreylist(kafka, GreylistTimes.USUAL, settings.clock());
        this.rules = new SharedRules(kafka);
        this.watch = new RuleWatch(all, settings.limits(), rules, settings.clock());
        this.senders =
                new SenderHistory(all, this::acts, this::isTrusted, settings.karma(), this::spamLow, settings.clock());
        this.labels = new LabelTable(known.tables(), senders, settings.clock());
        this.joined = new TopicTail(Topics.JOINED.name(), kafka.committed(), senders);
        this.work = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("policy-work").daemon().factory());
    }

    private boolean acts(Rule rule, IpAddress client) {
        return !off && watch.acts(rule) && PolicyDesk.mayTouch(client, settings.trusted());
    }

    private boolean isTrusted(IpAddress client) {
        return PolicyDesk.isAmong(client, settings.trusted());
    }

    private double spamLow(String label) {
        return labels.find(label)
                .map(LabelRecord::usableLow)
                .orElse(OptionalDouble.empty())
                .orElse(0);
    }

    private static Map<ListenerSettings, PluginRefusals> refusals(List<ListenerSettings> listeners) {
        Map<ListenerSettings, PluginRefusals> refusals = new LinkedHashMap<>();
        for (ListenerSettings each : listeners) {
            if (each.spoken() instanceof Spoken.Plugin(var told)) refusals.put(each, PluginRefusals.of(each, told));
        }
        return refusals;
    }

    /// What a listener speaks whose mail server asks about these hosts.
    Protocol protocol(HostFinder hosts, String site) {
        return new PolicyProtocol(desk(settings.book(), hosts, site));
    }

    /// What a plug-in listener refuses by.
    PluginJudge judge(ListenerSettings listener, HostFinder hosts) {
        var own = Optional.ofNullable(refusals.get(listener)).orElse(new PluginRefusals(Map.of()));
        return own.judge(new Screening(desk(own.book(), hosts, listener.site())));
    }

    private PolicyDesk desk(RuleBook book, HostFinder hosts, String site) {
        return new PolicyDesk(
                hosts,
                Optional.of(known.waits()),
                PolicyDesk.WAIT,
                book,
                watch,
                settings.trusted(),
                new Evidence(
                        address -> known.handshakes().isTool(address, site),
                        system -> labels.find(system.text()),
                        senders::isGood,
                        senders::standing,
                        greylist),
                settings.header(),
                () -> off,
                settings.clock(),
                counters);
    }

    /// Without rules there is nothing to remember and nothing to go by.
    PolicyPart start() {
        every(SWITCH_SECONDS, () -> off = settings.isOff());
        if (all.rules().isEmpty()) return this;
        all.rules().forEach(PolicyPart::warn);
        greylist.start();
        rules.start();
        joined.start();
        every(SHARE_SECONDS, watch::share);
        every(RENEW_SECONDS, greylist::forget);
        every(RENEW_SECONDS, labels::renew);
        var report = new RuleReport(watch, this::wouldHit);
        every(REPORT_SECONDS, () -> tell(report));
        return this;
    }

    /// An operator is told at once, not when the first message is let pass.
    private static void warn(Rule rule) {
        if (!rule.needsGate() || rule.action().understood()) return;
        LOG.log(
                System.Logger.Level.WARNING,
                "policy rule \"{0}\" will only score: the fingerprint may be all that it refuses by, and i-understand is not set",
                rule.name());
    }

    private void tell(RuleReport report) {
        for (String line : report.lines(senders.accepted(), settings.clock().instant())) {
            LOG.log(System.Logger.Level.INFO, line);
        }
    }

    private void every(long seconds, Runnable task) {
        var _ = work.scheduleWithFixedDelay(() -> runSafely(task), 0, seconds, TimeUnit.SECONDS);
    }

    /// A task that threw would not be run again.
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "work for the policy failed; it goes on", failure);
        }
    }

    /// Accepted messages that a rule would have hit.
    long wouldHit(Rule rule) {
        return senders.wouldHit(rule).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// All rules, as HTTP tells of them.
    RulesReply told() {
        var telling = new ToldRules(settings.limits(), senders::wouldHit);
        var now = settings.clock().instant();
        return new RulesReply(
                off,
                senders.accepted(),
                watch.standings().stream().map(each -> telling.of(each, now)).toList());
    }

    PolicyCounters counters() {
        return counters;
    }

    RuleWatch watch() {
        return watch;
    }

    SharedGreylist greylist() {
        return greylist;
    }

    SenderHistory senders() {
        return senders;
    }

    boolean isOff() {
        return off;
    }

    /// Rules that have stopped themselves, for health.
    Optional<String> trouble() {
        return watch.suspended() == 0
                ? Optional.empty()
                : Optional.of(watch.suspended() + " policy rules have suspended themselves");
    }

    @Override
    public void close() {
        work.shutdownNow();
        joined.close();
        rules.close();
        greylist.close();
    }
}
