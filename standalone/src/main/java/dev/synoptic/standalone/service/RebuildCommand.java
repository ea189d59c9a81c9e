package dev.synoptic.standalone.service;

import dev.synoptic.gateway.join.RatioRebuild;
import dev.synoptic.gateway.join.RebuildReport;
import dev.synoptic.gateway.join.SiteWindow;
import dev.synoptic.gateway.join.WindowLeft;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.ratios.Moment;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synoptic ratios rebuild`: windows counted anew by the rules of today.
@Command(
        name = "rebuild",
        description = {
            "Counts hours, days and weeks anew by the signatures, names and join rules of the settings, from the verdicts"
                    + " and fingerprints that Kafka still holds.",
            "Only windows of which everything is certainly still there; all others stay, and are named. New counts stand"
                    + " beside the old ones, under the versions that they rest on.",
        })
public final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "Only windows that begin then or later.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Only windows that have ended by then.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--dry-run", description = "Says what would be done, and writes nothing.")
    private boolean onlyTell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        long fromMicros = from.map(text -> Moment.micros("--from", text)).orElse(Long.MIN_VALUE);
        long toMicros = to.map(text -> Moment.micros("--to", text)).orElse(Long.MAX_VALUE);
        if (fromMicros >= toMicros) throw new UserMistake("--to: expected a time later than --from");
        var report = rebuild(ServiceSettings.of(options.load()).rebuild(), fromMicros, toMicros);
        report.ifPresent(this::tell);
        return report.filter(done -> !done.rebuilt().isEmpty()).isPresent() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    /// A signal ends it as it ends by itself: of what it works on, nothing stays on disk.
    ///
    /// @return empty where a signal ended it: the process then has the signal's own status
    private Optional<RebuildReport> rebuild(RatioRebuild rebuild, long fromMicros, long toMicros) {
        try (var lifetime = Lifetime.begin()) {
            lifetime.onEnd(Thread.currentThread()::interrupt);
            return unlessStopped(() -> rebuild.run(
                    window -> window.startMicros() >= fromMicros && window.endMicros() <= toMicros, onlyTell));
        } catch (KafkaException failed) {
            throw new OutsideFailure("Kafka: " + Causes.innermost(failed), failed);
        }
    }

    /// Who ends it by a signal is told before the process may end.
    private Optional<RebuildReport> unlessStopped(Supplier<RebuildReport> work) {
        try {
            return Optional.of(work.get());
        } catch (InterruptException stopped) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("stopped by a signal, nothing was written");
            err.flush();
            return Optional.empty();
        }
    }

    private void tell(RebuildReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((onlyTell ? "would be rebuilt: " : "rebuilt: ") + extent(report.rebuilt()) + ", " + report.rows()
                + " rows of " + report.rules());
        for (WindowLeft why : WindowLeft.values()) {
            Map<String, List<SiteWindow>> sites = report.left().entrySet().stream()
                    .filter(left -> left.getValue() == why)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.groupingBy(SiteWindow::site, TreeMap::new, Collectors.toList()));
            sites.forEach((site, windows) ->
                    out.println("left as it was: " + site + ", " + extent(windows) + ": " + why.text()));
        }
        out.flush();
    }

    private static String extent(Collection<SiteWindow> windows) {
        var starts = windows.stream().mapToLong(SiteWindow::startMicros).summaryStatistics();
        var ends = windows.stream().mapToLong(SiteWindow::endMicros).summaryStatistics();
        return windows.isEmpty()
                ? "no window"
                : windows.size() + " windows from " + moment(starts.getMin()) + " to " + moment(ends.getMax());
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
