package dev.synoptic.verdict.score;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.OsNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// What a site's verdicts say, gathered by label, network and day. One thread.
///
/// Left out, and counted as such: authenticated senders, own relays, connections without a message (probes), verdicts
/// that a Synoptic action took part in, and senders whose system is not known.
public final class Evidence {

    private final ScoreSettings settings;
    private final OsNames names;
    private final Map<ScoredLabel, Map<Voice, Votes>> byLabel = new HashMap<>();
    private final Map<Voice, Votes> all = new HashMap<>();
    private final NetworkSample sample;
    private final Map<String, Long> newestBySignatures = new HashMap<>();
    private long leftOut;
    private long notSampled;

    /// Who spoke when.
    private record Voice(SenderNetwork network, long day) {}

    /// @param accepted messages
    /// @param rejected messages
    private record Votes(long accepted, long rejected) {
        Votes plus(Votes more) {
            return new Votes(accepted + more.accepted, rejected + more.rejected);
        }
    }

    public Evidence(ScoreSettings settings, OsNames names) {
        this(settings, names, new NetworkSample());
    }

    /// @param sample shared with all evidence that is to be compared with this
    public Evidence(ScoreSettings settings, OsNames names, NetworkSample sample) {
        this.settings = settings;
        this.names = names;
        this.sample = sample;
        sample.enroll(this);
    }

    /// Takes one verdict in; of one event give only the last revision.
    public void add(JoinedVerdict joined) {
        add(joined, joined.verdict().outcome() == Outcome.REJECTED);
    }

    /// The same where only a part of what happened to it is asked about.
    void add(JoinedVerdict joined, boolean rejected) {
        Verdict verdict = joined.verdict();
        if (!isTelling(verdict)) {
            leftOut++;
            return;
        }
        SenderNetwork network = SenderNetwork.of(verdict.client());
        if (!sample.holds(network)) {
            notSampled++;
            return;
        }
        var votes = new Votes(rejected ? 0 : verdict.repeat(), rejected ? verdict.repeat() : 0);
        var voice = new Voice(network, Math.floorDiv(verdict.micros(), TimeUnit.DAYS.toMicros(1)));
        newestBySignatures.merge(signatures(joined), verdict.micros(), Math::max);
        keep(all, voice, votes);
        for (ScoredLabel label : labels(joined)) {
            if (!sample.holds(network)) return; // it was thinned out just now: what counts for a label counts for all
            keep(byLabel.computeIfAbsent(label, _ -> new HashMap<>()), voice, votes);
        }
    }

    private void keep(Map<Voice, Votes> kept, Voice voice, Votes votes) {
        int before = kept.size();
        kept.merge(voice, votes, Votes::plus);
        if (kept.size() > before) sample.kept();
    }

    /// Forgets the networks that the sample no longer holds.
    ///
    /// @return votes that were forgotten
    long thin() {
        long gone = thin(all);
        for (Map<Voice, Votes> kept : byLabel.values()) gone += thin(kept);
        byLabel.values().removeIf(Map::isEmpty);
        return gone;
    }

    private long thin(Map<Voice, Votes> kept) {
        int before = kept.size();
        kept.keySet().removeIf(voice -> !sample.holds(voice.network()));
        return (long) before - kept.size();
    }

    private boolean isTelling(Verdict verdict) {
        boolean counted = (verdict.outcome() == Outcome.ACCEPTED || verdict.outcome() == Outcome.REJECTED)
                && verdict.stage() != Verdict.Stage.AUTH;
        return counted
                && verdict.unit() == Verdict.Unit.TRANSACTION
                && verdict.saslUser().isEmpty()
                && verdict.saslMethod().isEmpty()
                && !settings.relays().contains(verdict.client())
                && verdict.reason().filter(settings.actionReasons()::contains).isEmpty();
    }

    private static String signatures(JoinedVerdict joined) {
        return joined.partner().map(JoinedVerdict.Partner::databaseVersion).orElse("");
    }

    private List<ScoredLabel> labels(JoinedVerdict joined) {
        OsName name = names.of(joined.label());
        List<ScoredLabel> labels = new ArrayList<>();
        if (joined.label().isEmpty()) return labels;
        labels.add(ScoredLabel.os(name));
        if (!name.flavor().isEmpty()) labels.add(ScoredLabel.flavor(name));
        OptionalInt line = joined.partner().map(JoinedVerdict.Partner::line).orElse(OptionalInt.empty());
        if (line.isPresent()) labels.add(ScoredLabel.signature(name, line.getAsInt(), signatures(joined)));
        return labels;
    }

    /// What is known of everything.
    public Sample total() {
        return sample(all, Map.of());
    }

    /// The newest verdict that taught something, microseconds since 1970, UTC; empty where none did.
    OptionalLong newestMicros() {
        return newestBySignatures.values().stream().mapToLong(Long::longValue).max();
    }

    /// Version of the signatures that judged the newest verdict with a system; empty where none did.
    String newestSignatures() {
        return newestBySignatures.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /// What is known of each system, flavors together.
    Map<String, Sample> systems() {
        Map<String, Sample> systems = new HashMap<>();
        byLabel.forEach((label, votes) -> {
            if (label.level() == ScoredLabel.Level.OS) systems.put(label.name().family(), sample(votes, Map.of()));
        });
        return systems;
    }

    /// What is known of each label, and of all that is not it.
    Map<ScoredLabel, Contrast> contrasts() {
        Map<ScoredLabel, Contrast> contrasts = new HashMap<>();
        byLabel.forEach((label, votes) ->
                contrasts.put(label, new Contrast(sample(votes, Map.of()), sample(all, votes))));
        return contrasts;
    }

    /// Verdicts that were not learnt from.
    public long leftOut() {
        return leftOut;
    }

    /// Verdicts of networks that the sample left out, since it did.
    public long notSampled() {
        return notSampled;
    }

    /// One network in so many was learnt from.
    public long oneIn() {
        return sample.oneIn();
    }

    /// A label, and all the rest.
    record Contrast(Sample label, Sample rest) {}

    private Sample sample(Map<Voice, Votes> of, Map<Voice, Votes> but) {
        Map<SenderNetwork, Sample.Network> networks = new HashMap<>();
        of.forEach((voice, votes) -> {
            Votes left = Optional.ofNullable(but.get(voice))
                    .map(gone -> new Votes(votes.accepted() - gone.accepted(), votes.rejected() - gone.rejected()))
                    .orElse(votes);
            long n = left.accepted() + left.rejected();
            if (n == 0) return;
            double weight = Math.min(n, settings.perNetworkAndDay());
            networks.merge(
                    voice.network(), new Sample.Network(weight, weight * left.rejected() / n), Sample.Network::plus);
        });
        return Sample.of(networks.values());
    }
}
