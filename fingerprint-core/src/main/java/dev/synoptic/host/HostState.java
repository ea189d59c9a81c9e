package dev.synoptic.host;

import dev.synoptic.host.ScoreOutcome.Verdict;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.JudgedHead;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.ToolSystems;
import dev.synoptic.tcp.HandshakeStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// All that the fleet knows of one host; a value, changed only by folding completed observations into it.
///
/// Times are capture times in microseconds since 1970, UTC. The order of arrival does not matter where a newest value
/// is kept: an older observation that arrives late counts, but replaces nothing newer.
///
/// @param firstMicros    the first completed handshake
/// @param lastMicros     the last one
/// @param connections    completed handshakes in either role (`total_conn`), at least 1
/// @param system         the last operating system recognised; unknown and tool signatures leave it
/// @param distance       hops at the last match without a random TTL, from wherever that was seen (TCP-5)
/// @param link           link type of the last MTU that has a name (MTU-2)
/// @param uptime         the last uptime sample
/// @param natMicros      when several hosts were last taken to share the address (`last_nat`)
/// @param changeMicros   when the host was last seen to change (`last_chg`)
/// @param language       what its browser asks for, in English
/// @param software       the userland software last recognised
/// @param honesty        whether that software says what it is
/// @param vantages       one per site, the latest first, at most [#VANTAGES_MAX]
/// @param touchedSeconds the forgetting clock at the last handshake (design §3), seconds since 1970
/// @param history        the days since it was last unknown
/// @param tool           the last tool recognised by its handshake, kept apart from the system; HTTP's is `software`
public record HostState(
        long firstMicros,
        long lastMicros,
        long connections,
        Optional<SeenSystem> system,
        OptionalInt distance,
        Optional<String> link,
        Optional<Uptime> uptime,
        OptionalLong natMicros,
        OptionalLong changeMicros,
        Optional<String> language,
        Optional<SeenSoftware> software,
        SoftwareHonesty honesty,
        List<Vantage> vantages,
        long touchedSeconds,
        HostHistory history,
        Optional<SeenTool> tool) {

    /// Sites remembered of one host; beyond it the one that has waited longest is forgotten.
    public static final int VANTAGES_MAX = 8;

    private static final Comparator<Vantage> LATEST_FIRST =
            Comparator.comparingLong(Vantage::lastMicros).reversed();

    public HostState {
        if (vantages.size() > VANTAGES_MAX) throw new IllegalArgumentException(vantages.size() + " vantage points");
        vantages = List.copyOf(vantages);
    }

    /// A host without a history or tool, touched at its last handshake.
    public HostState(
            long firstMicros,
            long lastMicros,
            long connections,
            Optional<SeenSystem> system,
            OptionalInt distance,
            Optional<String> link,
            Optional<Uptime> uptime,
            OptionalLong natMicros,
            OptionalLong changeMicros,
            Optional<String> language,
            Optional<SeenSoftware> software,
            SoftwareHonesty honesty,
            List<Vantage> vantages) {
        this(
                firstMicros,
                lastMicros,
                connections,
                system,
                distance,
                link,
                uptime,
                natMicros,
                changeMicros,
                language,
                software,
                honesty,
                vantages,
                Math.floorDiv(lastMicros, 1_000_000L),
                HostHistory.NONE,
                Optional.empty());
    }

    /// The host after its first completed handshake.
    public static HostState first(Fingerprint completed, ToolSystems toolSystems, long touchedSeconds) {
        long micros = completed.capturedMicros();
        return new HostState(
                        micros,
                        micros,
                        0,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        SoftwareHonesty.UNSUSPECTED,
                        List.of())
                .with(completed, toolSystems, touchedSeconds);
    }

    /// The host after one more completed handshake, of which it is the subject.
    ///
    /// @param toolSystems    the systems that its tool runs on, where one sent it (SCORE-12)
    /// @param touchedSeconds the forgetting clock
    public HostState with(Fingerprint completed, ToolSystems toolSystems, long touchedSeconds) {
        if (!completed.completed()) throw new IllegalArgumentException("a SYN alone can be forged by anyone");
        long micros = completed.capturedMicros();
        boolean newest = micros >= lastMicros;
        var site = completed.origin().site();
        var seenDistance = distanceOf(completed);
        var seenSystem = systemOf(completed);
        var before = vantage(site).orElseGet(() -> Vantage.of(site));
        var outcome = isToldElsewhere(before, completed)
                ? before.scoreNothing(completed)
                : before.score(completed, recordedBy(micros), toolSystems);
        boolean asClient = completed.seen().step() == HandshakeStep.SYN;
        return new HostState(
                Math.min(firstMicros, micros),
                Math.max(lastMicros, micros),
                connections + 1,
                newestSystem(seenSystem),
                (newest || distance.isEmpty()) && seenDistance.isPresent() ? seenDistance : distance,
                (newest || link.isEmpty()) && completed.link().isPresent() ? completed.link() : link,
                newestUptime(before.uptime(asClient, completed.seen().ownTimestamp(), micros)),
                when(Verdict.SHARING, outcome, micros, natMicros),
                when(Verdict.CHANGE, outcome, micros, changeMicros),
                language,
                software,
                honesty,
                vantagesWith(before.with(completed, seenDistance, outcome)),
                Math.max(this.touchedSeconds, touchedSeconds),
                history.with(HostDay.of(micros, namesOf(seenSystem), site)),
                newestTool(completed));
    }

    /// The system that was on record then: what another site saw later contradicts nothing that came before it.
    private Optional<Label> recordedBy(long micros) {
        return system.filter(known -> known.micros() <= micros).map(SeenSystem::label);
    }

    /// Whether this is a change that another site has seen already, since this one last looked: it is told once.
    private boolean isToldElsewhere(Vantage here, Fingerprint completed) {
        if (vantages.isEmpty() || vantages.size() == 1 && vantages.getFirst().isAt(here.site())) return false;
        var reference = here.reference(completed.seen().step() == HandshakeStep.SYN);
        var name = systemOf(completed).map(seen -> seen.label().name());
        if (reference.isEmpty() || name.isEmpty()) return false;
        long since = reference.get().micros();
        return reference
                        .filter(last -> last.known() && !last.name().equals(name.get()))
                        .isPresent()
                && vantages.stream()
                        .filter(vantage -> !vantage.site().equals(here.site()))
                        .anyMatch(vantage -> vantage.hasSeen(name.get(), since));
    }

    private static List<String> namesOf(Optional<SeenSystem> seen) {
        return seen.map(system -> List.of(system.label().text())).orElse(List.of());
    }

    /// The host after a later timestamp of one of its connections (`p0f-v3.md` UP-1); the same where it says nothing.
    ///
    /// @param site      where it was seen; only a handshake seen from there is a reference
    /// @param asClient  whether the host sent it in the client's role
    /// @param timestamp own value, unsigned 32 bits
    /// @param micros    when it was captured, microseconds since 1970, UTC
    public HostState withTimestamp(String site, boolean asClient, long timestamp, long micros) {
        var sample = newestUptime(vantage(site).flatMap(vantage -> vantage.uptime(asClient, timestamp, micros)));
        return sample.equals(uptime)
                ? this
                : new HostState(
                        firstMicros,
                        lastMicros,
                        connections,
                        system,
                        distance,
                        link,
                        sample,
                        natMicros,
                        changeMicros,
                        language,
                        software,
                        honesty,
                        vantages,
                        touchedSeconds,
                        history,
                        tool);
    }

    /// The host after the head of an HTTP message of one of its completed connections (`p0f-v3.md` 10.9, 10.10); the
    /// same where that is older than what is on record of its software.
    public HostState with(JudgedHead head) {
        long micros = head.capturedMicros();
        if (software.filter(newer -> newer.micros() > micros).isPresent()) return this;
        var before = vantage(head.site()).orElseGet(() -> Vantage.of(head.site()));
        var told = before.score(head, recordedBy(micros));
        return new HostState(
                firstMicros,
                lastMicros,
                connections,
                newestSystem(systemOf(head)),
                distance,
                link,
                uptime,
                when(Verdict.SHARING, told, micros, natMicros),
                when(Verdict.CHANGE, told, micros, changeMicros),
                head.language().or(() -> language),
                softwareOf(head).or(() -> software),
                honestyAfter(head),
                vantagesWith(before.with(head, told)),
                touchedSeconds,
                history,
                tool);
    }

    private static Optional<SeenSystem> systemOf(JudgedHead head) {
        return head.match().filter(row -> !row.label().isTool()).map(row -> {
            var quality = row.label().generic() ? MatchQuality.GENERIC : MatchQuality.EXACT;
            return new SeenSystem(row.label(), quality, head.capturedMicros()); // HTTP-30
        });
    }

    private static Optional<SeenSoftware> softwareOf(JudgedHead head) {
        return head.match()
                .map(JudgedHead.Match::label)
                .filter(Label::isTool)
                .map(seen -> new SeenSoftware(seen.name(), seen.flavor(), head.capturedMicros())); // HTTP-31
    }

    /// HTTP-26, HTTP-31; where no system is on record, nothing contradicts a claim.
    private SoftwareHonesty honestyAfter(JudgedHead head) {
        if (head.isTool() && head.match().orElseThrow().dishonest()) return SoftwareHonesty.DISHONEST;
        if (head.claimed().isEmpty() || system.isEmpty()) return honesty;
        boolean honest = head.claimed().get().equals(system.get().label().name());
        if (honest) return SoftwareHonesty.UNSUSPECTED;
        return honesty == SoftwareHonesty.UNSUSPECTED ? SoftwareHonesty.SYSTEM_MISMATCH : honesty;
    }

    /// The same with another history.
    public HostState withHistory(HostHistory other) {
        return new HostState(
                firstMicros,
                lastMicros,
                connections,
                system,
                distance,
                link,
                uptime,
                natMicros,
                changeMicros,
                language,
                software,
                honesty,
                vantages,
                touchedSeconds,
                other,
                tool);
    }

    /// Whether nobody has heard of it for so long that it counts as never seen (STATE-20: the limit itself is not
    /// beyond it).
    ///
    /// @param clockSeconds the forgetting clock
    public boolean isForgotten(long clockSeconds, long idleSeconds) {
        return clockSeconds - touchedSeconds > idleSeconds;
    }

    private Optional<Uptime> newestUptime(Optional<Uptime> seen) {
        if (seen.isEmpty() || uptime.isEmpty()) return seen.or(() -> uptime);
        return seen.get().micros() >= uptime.get().micros() ? seen : uptime;
    }

    /// SCORE-3, SCORE-4: the latest moment of a verdict.
    private static OptionalLong when(Verdict verdict, ScoreOutcome outcome, long micros, OptionalLong before) {
        return outcome.verdict() == verdict ? latest(micros, before) : before;
    }

    private static OptionalLong when(Verdict verdict, HeadOutcome told, long micros, OptionalLong before) {
        return told.tells(verdict) ? latest(micros, before) : before;
    }

    private static OptionalLong latest(long micros, OptionalLong before) {
        return OptionalLong.of(Math.max(micros, before.orElse(micros)));
    }

    private static Optional<SeenSystem> systemOf(Fingerprint fingerprint) {
        return fingerprint
                .judgement()
                .match()
                .filter(match -> !match.label().isTool())
                .map(match -> new SeenSystem(match.label(), match.quality(), fingerprint.capturedMicros()));
    }

    private Optional<SeenSystem> newestSystem(Optional<SeenSystem> seen) {
        if (seen.isEmpty() || system.isEmpty()) return seen.or(() -> system);
        return seen.get().micros() >= system.get().micros() ? seen : system;
    }

    /// FLEET-29.
    private Optional<SeenTool> newestTool(Fingerprint completed) {
        long micros = completed.capturedMicros();
        if (tool.filter(newer -> newer.micros() > micros).isPresent()) return tool;
        return completed
                .judgement()
                .match()
                .map(Fingerprint.Match::label)
                .filter(Label::isTool)
                .map(seen -> new SeenTool(seen, micros))
                .or(() -> tool);
    }

    /// A random TTL says nothing of the distance (TCP-5).
    private static OptionalInt distanceOf(Fingerprint fingerprint) {
        var judgement = fingerprint.judgement();
        return judgement.match().filter(Fingerprint.Match::randomTtl).isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(judgement.distance());
    }

    /// The latest first; of two as late, the one that changed.
    private List<Vantage> vantagesWith(Vantage changed) {
        if (vantages.isEmpty() || vantages.size() == 1 && vantages.getFirst().isAt(changed.site())) {
            return List.of(changed);
        }
        var all = new ArrayList<Vantage>(vantages.size() + 1);
        all.add(changed);
        for (var vantage : vantages) if (!vantage.isAt(changed.site())) all.add(vantage);
        all.sort(LATEST_FIRST);
        return all.size() > VANTAGES_MAX ? all.subList(0, VANTAGES_MAX) : all;
    }

    /// Whether a site must be forgotten to remember this one.
    public boolean displaces(String site) {
        return vantages.size() == VANTAGES_MAX && vantage(site).isEmpty();
    }

    /// Whether several hosts were ever taken to share the address, since it was last unknown.
    public boolean isShared() {
        return natMicros.isPresent();
    }

    /// The host as `site` sees it.
    public Optional<Vantage> vantage(String site) {
        for (var vantage : vantages) if (vantage.isAt(site)) return Optional.of(vantage);
        return Optional.empty();
    }

    /// The distance for an asker at `site`: that site's own, else the latest from anywhere.
    public OptionalInt distanceFrom(String site) {
        var own = vantage(site).map(Vantage::distance).orElse(OptionalInt.empty());
        return own.isPresent() ? own : distance;
    }

    /// The latest handshake that a signature explained, else the latest of all, from wherever it was seen.
    public Optional<SeenHandshake> lastMatched() {
        return vantages.stream()
                .flatMap(vantage -> Stream.concat(vantage.lastSyn().stream(), vantage.lastSynAck().stream()))
                .max(Comparator.comparing(SeenHandshake::known).thenComparingLong(SeenHandshake::micros));
    }
}
