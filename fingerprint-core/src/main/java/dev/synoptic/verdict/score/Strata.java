package dev.synoptic.verdict.score;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The evidence of each part of the mail by itself, beside that of all of it: pooling can reverse an order. One thread.
///
/// What counts, and as whose voice, is as in [Evidence].
public final class Strata {

    private static final List<Stage> STAGES = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.EOM);

    private final String by;
    private final boolean isByStage;
    private final ScoreSettings settings;
    private final OsNames names;
    private final Evidence all;
    private final NetworkSample sample;
    private final Map<String, Evidence> parts;

    private Strata(
            String by,
            boolean isByStage,
            ScoreSettings settings,
            OsNames names,
            NetworkSample sample,
            Map<String, Evidence> parts) {
        this.by = by;
        this.isByStage = isByStage;
        this.settings = settings;
        this.names = names;
        this.sample = sample;
        this.all = new Evidence(settings, names, sample);
        this.parts = parts;
    }

    /// By the stage of a transaction: of those that came so far, which share was refused there.
    public static Strata byStage(ScoreSettings settings, OsNames names, NetworkSample sample) {
        return new Strata("stage", true, settings, names, sample, new LinkedHashMap<>());
    }

    /// By site. Points are learnt from one site alone; this tells how much another differs.
    public static Strata bySite(ScoreSettings settings, OsNames names, NetworkSample sample) {
        return new Strata("site", false, settings, names, sample, new TreeMap<>());
    }

    /// Takes one verdict in; of one event give only the last revision.
    public void add(JoinedVerdict joined) {
        all.add(joined);
        if (isByStage) addStages(joined);
        else part(joined.verdict().site()).add(joined);
    }

    /// It passed every stage before the one it was refused at.
    private void addStages(JoinedVerdict joined) {
        boolean rejected = joined.verdict().outcome() == Outcome.REJECTED;
        Stage last = joined.verdict().stage();
        for (Stage stage : STAGES) {
            if (rejected && stage.compareTo(last) > 0) break;
            part(stage.name()).add(joined, rejected && stage == last);
        }
    }

    private Evidence part(String name) {
        return parts.computeIfAbsent(name, _ -> new Evidence(settings, names, sample));
    }

    /// Systems by part, beside all together.
    public StrataTable table() {
        Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
        parts.forEach((name, evidence) -> samples.put(name, evidence.systems()));
        return StrataTable.of(by, all.systems(), samples, settings.networksMin());
    }
}
