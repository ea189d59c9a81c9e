package dev.synoptic.standalone.export;

import dev.synoptic.packet.Network;
import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.ratios.JoinedReading;
import dev.synoptic.standalone.ratios.Moment;
import dev.synoptic.standalone.ratios.OwnAddresses;
import dev.synoptic.standalone.ratios.TopicReading;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Terminal;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.release.CrowdTable;
import dev.synoptic.verdict.release.CryptoPan;
import dev.synoptic.verdict.release.LaplaceNoise;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synoptic export`: verdicts with their systems out of Kafka into files.
@Command(
        name = "export",
        description = {
            "Writes what joined.v1 holds into files, and beside them export.json, which says what they are.",
            "public: sums by day, site and system, none of which stands for fewer than ten networks.",
            "research: every verdict, addresses under names that keep prefixes alone, times to the hour, no names.",
            "internal: every verdict with everything, addresses in clear, and what became of accepted messages;",
            "needs --reason.",
        })
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the files, empty or not there yet.")
    private Path out = Path.of("");

    @Option(
            names = "--profile",
            paramLabel = "FOR",
            defaultValue = "public",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Profile profile = Profile.PUBLIC;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ExportFormat format = ExportFormat.PARQUET;

    @Option(names = "--from", paramLabel = "TIME", description = "Beginning: 2026-11-20, or with time and Z.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "End, not included.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--without",
            paramLabel = "NETWORK",
            description = "For research and public: leaves out what came from there, such as 192.0.2.0/24. Private"
                    + " networks and gateway.relays are left out anyway.")
    private List<String> without = List.of();

    @Option(
            names = "--noise",
            paramLabel = "EPSILON",
            description =
                    "For public: Laplace noise on every count, of scale 1/EPSILON, from 0.01 (much) to 10 (little)."
                            + " The scale is printed and stands in export.json.")
    private Optional<Double> noise = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why personal data is read, for the record; --profile internal needs it.")
    private Optional<String> reason = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var period = new Period(
                from.map(text -> Moment.micros("--from", text)).orElse(Long.MIN_VALUE),
                to.map(text -> Moment.micros("--to", text)).orElse(Long.MAX_VALUE));
        if (profile == Profile.INTERNAL && reason.filter(why -> !why.isBlank()).isEmpty()) {
            throw new UserMistake("--profile internal reads personal data: say why by --reason");
        }
        Optional<LaplaceNoise> drawn = noise.map(this::noise);
        List<Network> networks = without.stream().map(ExportCommand::network).toList();
        format.check();
        Settings settings = options.load();
        var reading = new TopicReading(settings);
        var releases = new Releases(OwnAddresses.of(settings), networks);
        var folder = ExportFolder.create(out, format);
        PrintWriter err = spec.commandLine().getErr();
        Map<String, Long> leftOut = write(
                new JoinedReading(reading, err)::read,
                each -> reading.values(Topics.DELIVERIES, err, each),
                period,
                releases,
                drawn,
                folder);
        Manifest.write(folder, profile, period, reason, drawn, leftOut);
        drawn.ifPresent(each -> err.println(
                each.text() + "; another release of the same time, with or without noise, tells more than either"));
        return tell(folder, leftOut, err);
    }

    /// From what nobody can foresee: noise that can be made again can be taken off again.
    private LaplaceNoise noise(double epsilon) {
        if (profile != Profile.PUBLIC) {
            throw new UserMistake("--noise: --profile " + profile + " has every verdict as it was, expected public");
        }
        try {
            return new LaplaceNoise(epsilon, new SecureRandom());
        } catch (IllegalArgumentException _) {
            throw new UserMistake("--noise: found " + epsilon + ", expected " + LaplaceNoise.expected());
        }
    }

    private Map<String, Long> write(
            Source source,
            DeliveryExport.Deliveries deliveries,
            Period period,
            Releases releases,
            Optional<LaplaceNoise> drawn,
            ExportFolder folder)
            throws IOException {
        Map<String, Long> leftOut = new LinkedHashMap<>();
        switch (profile) {
            case INTERNAL -> {
                InternalExport.write(source, period, folder);
                DeliveryExport.write(deliveries, period, folder);
            }
            case RESEARCH -> {
                var export = new ResearchExport(source, period, releases, new CryptoPan(key()));
                leftOut.put("labels of fewer than " + CrowdTable.NETWORKS_MIN + " networks, called Other", (long)
                        export.write(folder).size());
                leftOut.put("verdicts of private, own or named networks", export.leftOut());
            }
            case PUBLIC -> {
                var export = new PublicExport(source, period, releases, drawn);
                export.write(folder);
                leftOut.put(
                        "rows of fewer than " + CrowdTable.NETWORKS_MIN + " networks, put together as Other",
                        export.folded());
                leftOut.put(
                        "days of a site, of one version of the signatures, with too few networks for any row",
                        export.withheld());
                leftOut.put("verdicts of private, own or named networks", export.leftOut());
            }
        }
        return leftOut;
    }

    /// One for each export, which nobody ever sees (P5).
    private static byte[] key() {
        byte[] key = new byte[CryptoPan.KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static Network network(String text) {
        return Network.parse(text)
                .orElseThrow(() -> new UserMistake(
                        "--without: found \"" + text + "\", expected a network such as 192.0.2.0/24 or 2001:db8::/32"));
    }

    private int tell(ExportFolder folder, Map<String, Long> leftOut, PrintWriter err) {
        PrintWriter told = spec.commandLine().getOut();
        folder.written()
                .forEach(file -> told.println(Terminal.printable(out.resolve(file.name()) + " " + file.rows())));
        told.flush();
        leftOut.forEach((what, count) -> err.println(count + " " + what));
        if (profile == Profile.RESEARCH) {
            err.println("names of addresses keep prefixes: whoever can make mail arrive can find some out;"
                    + " give this file to nobody without an agreement");
        }
        err.flush();
        return folder.written().stream().anyMatch(file -> file.rows() > 0) ? ExitCode.DONE : ExitCode.NEGATIVE;
    }
}
