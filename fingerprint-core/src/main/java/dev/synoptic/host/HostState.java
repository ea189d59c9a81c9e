package dev.synoptic.host;

import dev.synoptic.host.ScoreOutcome.Verdict;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.tcp.HandshakeStep;
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
/// @param firstMicros  the first completed handshake
/// @param lastMicros   the last one
/// @param connections  completed handshakes in either role (`total_conn`), at least 1
/// @param system       the last operating system recognised; unknown and tool signatures leave it
/// @param distance     hops at the last match without a random TTL, from wherever that was seen (TCP-5)
/// @param link         link type of the last MTU that has a name (MTU-2)
/// @param uptime       the last uptime sample
/// @param natMicros    when several hosts were last taken to share the address (`last_nat`)
/// @param changeMicros when the host was last seen to change (`last_chg`)
/// @param language     what its browser asks for, in English
/// @param software     the userland software last recognised
/// @param honesty      whether that software says what it is
/// @param vantages     one per site, the latest first, at most [#VANTAGES_MAX]
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
        List<Vantage> vantages) {

    /// Sites remembered of one host; beyond it the one that has waited longest is forgotten.
    public static final int VANTAGES_MAX = 8;

    public HostState {
        if (vantages.size() > VANTAGES_MAX) throw new IllegalArgumentException(vantages.size() + " vantage points");
        vantages = List.copyOf(vantages);
    }

    /// The host after its first completed handshake.
    public static HostState first(Fingerprint completed) {
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
                .with(completed);
    }

    /// The host after one more completed handshake, of which it is the subject.
    public HostState with(Fingerprint completed) {
        if (!completed.completed()) throw new IllegalArgumentException("a SYN alone can be forged by anyone");
        long micros = completed.capturedMicros();
        boolean newest = micros >= lastMicros;
        var seenDistance = distanceOf(completed);
        var before = vantage(completed.origin().site())
                .orElseGet(() -> Vantage.of(completed.origin().site()));
        var outcome =
                before.score(completed, system.map(recorded -> recorded.label().name()));
        boolean asClient = completed.seen().step() == HandshakeStep.SYN;
        return new HostState(
                Math.min(firstMicros, micros),
                Math.max(lastMicros, micros),
                connections + 1,
                newestSystem(systemOf(completed)),
                (newest || distance.isEmpty()) && seenDistance.isPresent() ? seenDistance : distance,
                (newest || link.isEmpty()) && completed.link().isPresent() ? completed.link() : link,
                newestUptime(before.uptime(asClient, completed.seen().ownTimestamp(), micros)),
                when(Verdict.SHARING, outcome, micros, natMicros),
                when(Verdict.CHANGE, outcome, micros, changeMicros),
                language,
                software,
                honesty,
                vantagesWith(before.with(completed, seenDistance, outcome)));
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
                        vantages);
    }

    private Optional<Uptime> newestUptime(Optional<Uptime> seen) {
        if (seen.isEmpty() || uptime.isEmpty()) return seen.or(() -> uptime);
        return seen.get().micros() >= uptime.get().micros() ? seen : uptime;
    }

    /// SCORE-3, SCORE-4: the latest moment of a verdict.
    private static OptionalLong when(Verdict verdict, ScoreOutcome outcome, long micros, OptionalLong before) {
        return outcome.verdict() == verdict ? OptionalLong.of(Math.max(micros, before.orElse(micros))) : before;
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

    /// A random TTL says nothing of the distance (TCP-5).
    private static OptionalInt distanceOf(Fingerprint fingerprint) {
        var judgement = fingerprint.judgement();
        return judgement.match().filter(Fingerprint.Match::randomTtl).isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(judgement.distance());
    }

    private List<Vantage> vantagesWith(Vantage changed) {
        var others = vantages.stream().filter(vantage -> !vantage.site().equals(changed.site()));
        return Stream.concat(Stream.of(changed), others)
                .sorted(Comparator.comparingLong(Vantage::lastMicros).reversed())
                .limit(VANTAGES_MAX)
                .toList();
    }

    /// The host as `site` sees it.
    public Optional<Vantage> vantage(String site) {
        return vantages.stream().filter(vantage -> vantage.site().equals(site)).findFirst();
    }

    /// The distance for an asker at `site`: that site's own, else the latest from anywhere.
    public OptionalInt distanceFrom(String site) {
        var own = vantage(site).map(Vantage::distance).orElse(OptionalInt.empty());
        return own.isPresent() ? own : distance;
    }
}
