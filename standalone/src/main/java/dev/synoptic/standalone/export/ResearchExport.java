package dev.synoptic.standalone.export;

import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.release.CrowdTable;
import dev.synoptic.verdict.release.CryptoPan;
import dev.synoptic.verdict.score.SenderNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Every verdict without names: addresses by Crypto-PAn under a key that nobody keeps, times floored to the
/// hour; ports, names, domains and raw signatures left out; labels of too few networks under one word
/// (`mail.md` P5, P6).
final class ResearchExport {

    /// What labels of too few networks are called.
    static final OsName OTHER = new OsName("Other", "");

    private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Source source;
    private final Period period;
    private final Releases releases;
    private final CryptoPan names;
    private long leftOut;

    /// @param names addresses are told under these
    ResearchExport(Source source, Period period, Releases releases, CryptoPan names) {
        this.source = source;
        this.period = period;
        this.releases = releases;
        this.names = names;
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.moment("hour", "of the verdict, its beginning"),
                Column.text("client", "name of the address: prefixes are kept, nothing else"),
                Column.text("os", "family of systems; Other where too few networks have the label"),
                Column.text("flavor", "of the system"),
                Column.text("unknown", "why no system is named; empty for Other too")));
        Field.HARMLESS.forEach(field -> columns.add(field.column()));
        return columns;
    }

    /// @return names of labels that are folded
    Set<String> write(ExportFolder folder) throws IOException {
        var labels = new CrowdTable();
        source.read(joined -> {
            if (isWanted(joined))
                labels.add(label(joined), SenderNetwork.of(joined.verdict().client()));
        });
        Set<String> folded = labels.folded().orElseGet(labels::names);
        folder.write(
                "verdicts",
                columns(),
                rows -> source.read(joined -> {
                    if (!period.holds(joined.verdict().micros())) return;
                    if (releases.holds(joined)) rows.add(row(joined, folded));
                    else leftOut++;
                }));
        return folded;
    }

    private boolean isWanted(JoinedVerdict joined) {
        return period.holds(joined.verdict().micros()) && releases.holds(joined);
    }

    private static String label(JoinedVerdict joined) {
        return Field.system(joined).text();
    }

    private List<String> row(JoinedVerdict joined, Set<String> folded) {
        boolean isFolded = folded.contains(label(joined));
        OsName system = isFolded ? OTHER : Field.system(joined);
        long hour = Math.floorDiv(joined.verdict().micros(), HOUR_MICROS) * HOUR_MICROS;
        List<String> row = new ArrayList<>(List.of(
                Field.moment(hour),
                names.of(joined.verdict().client()).text(),
                system.family(),
                system.flavor(),
                isFolded ? "" : Field.UNKNOWN.value().apply(joined)));
        Field.HARMLESS.forEach(field -> row.add(field.value().apply(joined)));
        return row;
    }

    /// Verdicts of addresses that may not be told.
    long leftOut() {
        return leftOut;
    }
}
