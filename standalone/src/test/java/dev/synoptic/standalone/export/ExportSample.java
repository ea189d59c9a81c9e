package dev.synoptic.standalone.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.flow.Origin;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Verdicts of a real mail server with systems by their addresses: most are Linux, some Windows, and one network alone
/// sends from an Amiga.
final class ExportSample {

    static final Period ALL = new Period(Long.MIN_VALUE, Long.MAX_VALUE);
    static final Releases EVERYBODY = new Releases(Set.of(), List.of());
    static final List<Verdict> VERDICTS =
            MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz").verdicts();

    /// The network of somebody who can be told by his system.
    private static final long ODD = VERDICTS.stream()
            .filter(ExportSample::isCounted)
            .mapToLong(verdict -> verdict.client().low() >>> 8)
            .filter(network -> network % 7 != 0)
            .findFirst()
            .orElseThrow();

    static final List<JoinedVerdict> JOINED =
            VERDICTS.stream().map(ExportSample::joined).toList();
    static final Source SOURCE = JOINED::forEach;

    private static final String OUT = "out";

    private ExportSample() {}

    private static JoinedVerdict joined(Verdict verdict) {
        long network = verdict.client().low() >>> 8;
        String family = network % 3 == 0 ? "Windows" : "Linux";
        if (network == ODD) family = "Amiga";
        return network % 7 == 0
                ? new JoinedVerdict(verdict, 0, How.NONE, Optional.empty(), Optional.of(UnknownCause.NO_SYN))
                : new JoinedVerdict(verdict, 0, How.EXACT, Optional.of(judged(family, "db")), Optional.empty());
    }

    static Partner judged(String family, String signatures) {
        return new Partner(
                new Origin("agent", "mx1", "instance", 1),
                Optional.of(new Label(false, Optional.of("unix"), family, "9")),
                Optional.empty(),
                OptionalInt.of(7),
                11,
                Optional.of("DSL"),
                0,
                signatures,
                "4:64:0:1452:*,0:mss:df:0",
                Optional.empty());
    }

    static boolean isCounted(Verdict verdict) {
        return (verdict.outcome() == Verdict.Outcome.ACCEPTED || verdict.outcome() == Verdict.Outcome.REJECTED)
                && verdict.stage() != Verdict.Stage.AUTH;
    }

    /// A new export in a folder of this one.
    static ExportFolder open(Path folder, ExportFormat format) throws IOException {
        return ExportFolder.create(folder.resolve(OUT), format);
    }

    /// A file of that export.
    static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(OUT).resolve(name));
    }

    /// The rows of a file of JSON lines.
    static List<JsonNode> json(String lines) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        var mapper = new ObjectMapper();
        for (String line : lines.lines().toList()) if (!line.isBlank()) rows.add(mapper.readTree(line));
        return rows;
    }

    static List<String> fieldNames(JsonNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
