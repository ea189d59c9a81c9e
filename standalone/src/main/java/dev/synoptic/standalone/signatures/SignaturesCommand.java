package dev.synoptic.standalone.signatures;

import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.match.Explainer;
import dev.synoptic.match.FleetMatcher;
import dev.synoptic.match.LabelMoves;
import dev.synoptic.match.RawSignature;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.Finding;
import dev.synoptic.signature.PfOsFile;
import dev.synoptic.signature.Problem;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.signature.SignatureReview;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Terminal;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.tcp.HandshakeStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Explains, checks, shows, converts, compares and measures signature files (`docs/signatures.md`).
@Command(
        name = "signatures",
        description = "Explains, checks, shows, converts, compares, measures and publishes signatures.",
        subcommands = PublishCommand.class)
public final class SignaturesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    @Command(
            name = "explain",
            description = "Says what a raw signature is called, and why; exit code 1 if nothing fits.")
    int explain(
            @Parameters(paramLabel = "RAW_SIG", description = "As p0f's log writes it.") String raw,
            @Option(
                            names = {"-a", "--answer"},
                            description = "It is a SYN+ACK's; else a SYN's.")
                    boolean answer,
            @Option(names = "--json", description = "As JSON.") boolean json,
            @Mixin LayerOptions layers)
            throws IOException {
        var layered = layers.load();
        try {
            var seen = RawSignature.parse(raw, answer ? HandshakeStep.SYN_ACK : HandshakeStep.SYN);
            var why = Explainer.of(SignatureFiles.ALONG, layered.database(), Fidelity.FLEET)
                    .explain(seen);
            var view = new ExplanationView(why, layered);
            tell(json ? view.json() : view.lines());
            return why.told().row().isPresent() ? ExitCode.DONE : ExitCode.NEGATIVE;
        } catch (SignatureFileException refused) {
            throw SignatureFiles.mistake(refused);
        }
    }

    @Command(
            name = "check",
            description = "Finds mistakes, duplicates and rows that can never win; exit code 1 if there are some.")
    int check(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) throws IOException {
        int findings = 0;
        for (Path file : files) findings += check(file);
        return findings == 0 ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private int check(Path file) throws IOException {
        try {
            var found =
                    SignatureReview.of(SignatureDatabase.parseForFleet(file.toString(), SignatureFiles.octets(file)));
            tell(found.stream().map(finding -> text(file, finding)).toList());
            return found.size();
        } catch (SignatureFileException refused) {
            tell(refused.problems().stream().map(Problem::text).toList());
            return refused.problems().size();
        }
    }

    private static String text(Path file, Finding finding) {
        return file + ":" + finding.line() + ": " + finding.words();
    }

    @Command(name = "show", description = "Lists signatures.")
    void show(@Mixin ShowFilter filter, @Mixin LayerOptions layers) throws IOException {
        var layered = layers.load();
        tell(new RowList(layered, filter).lines());
    }

    @Command(name = "import", description = "Turns fingerprints of another program into rows, for a file of one's own.")
    void convert(
            @Option(names = "--from", required = true, paramLabel = "FORMAT", description = "pf.os") String format,
            @Parameters(paramLabel = "FILE") Path file)
            throws IOException {
        if (!format.equals("pf.os")) throw new UserMistake("--from " + format + ": expected pf.os");
        String text = new String(SignatureFiles.octets(file), StandardCharsets.ISO_8859_1);
        tell(new PfOsRows(file, PfOsFile.read(text)).lines());
    }

    @Command(
            name = "diff",
            description = "Says which labels move when NEW takes the place of OLD; exit code 1 if some do.")
    int diff(
            @Parameters(paramLabel = "OLD") Path old,
            @Parameters(paramLabel = "NEW") Path next,
            @Option(names = "--fidelity", defaultValue = "fleet", description = "strict or fleet") Fidelity fidelity,
            @Mixin DiffOptions options)
            throws IOException {
        var before = SignatureFiles.parse(old);
        var after = SignatureFiles.parse(next);
        var moves = LabelMoves.between(before, after, fidelity);
        tell(new MoveList(moves, options.dependants(before, after)).lines());
        return moves.isEmpty() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    @Command(name = "unknown", description = "Lists what no specific signature fits in captures, most frequent first.")
    void unknown(
            @Parameters(paramLabel = "CAPTURE", arity = "1..*", description = "Capture files, or folders of them.")
                    List<Path> captures,
            @Option(
                            names = "--since",
                            defaultValue = "1970",
                            description = "Leave out what was captured before this year.")
                    int since,
            @Mixin LayerOptions layers)
            throws IOException {
        var unknown = new UnknownList(FleetMatcher.of(layers.load().database()), since);
        try {
            for (Path capture : captures) unknown.read(capture);
        } catch (CaptureFileException none) {
            throw new UserMistake(String.valueOf(none.getMessage()));
        }
        tell(unknown.lines());
        PrintWriter err = spec.commandLine().getErr();
        unknown.leftOut().forEach(line -> err.println(Terminal.printable(line)));
        err.flush();
    }

    @Command(
            name = "measure",
            description = "Shares of named handshakes in a folder of captures, by year, as Markdown.")
    void measure(
            @Parameters(paramLabel = "FOLDER") Path folder,
            @Option(names = "--old", required = true, paramLabel = "FILE", description = "The file to compare with.")
                    Path old,
            @Option(names = "--since", defaultValue = "2018", description = "First year of the sum.") int since,
            @Mixin LayerOptions layers)
            throws IOException {
        var measurement =
                new Measurement(SignatureFiles.parse(old), layers.load().database());
        measurement.read(folder);
        tell(measurement.lines(since));
    }

    private void tell(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(line -> out.println(Terminal.printable(line)));
        out.flush();
    }
}
