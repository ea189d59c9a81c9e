package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.log.DatedClock;
import dev.synoptic.verdict.log.DatedClock.Stamp;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Words;
import dev.synoptic.verdict.rspamd.Opinion.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `rspamd_task_write_log` lines (a.8); all others say nothing here.
public final class OpinionReader {

    private static final Pattern TASK = Pattern.compile(
            "#\\d+\\([^)]*\\) <[^>]*>; [a-z_]+; rspamd_task_write_log: id: <(.*?)>,(?: qid: <([^>]*)>,)?(?: ip: ([0-9A-Fa-f:.]+),)?"
                    + "(?: user: .*?,)?(?: from: <.*?>,)? \\(default: [A-Z] \\(([a-z ]+)\\): \\[(-?[\\d.]+)/[^\\]]*] \\[(.*?)]\\), len: .*",
            Pattern.DOTALL);
    private static final Pattern SYSTEM = Pattern.compile("(?:^|,)P0F\\([^)]*\\)\\{([^;}]*);");
    private static final Pattern OPTIONS = Pattern.compile("\\([^)]*\\)(\\{[^}]*})?");

    private final DatedClock clock;

    public OpinionReader(ExtractorSettings settings) {
        clock = new DatedClock(settings.zone(), settings.clock());
    }

    /// The opinion that the line tells, if it tells one.
    public Optional<Opinion> read(String line) {
        return clock.read(line).flatMap(stamp -> opinion(stamp, TASK.matcher(line.substring(stamp.end()))));
    }

    private static Optional<Opinion> opinion(Stamp stamp, Matcher task) {
        if (!task.matches()) return Optional.empty();
        String symbols = task.group(6);
        Matcher system = SYSTEM.matcher(symbols);
        Optional<String> os = system.find() ? Optional.of(system.group(1).strip()) : Optional.empty();
        return Action.named(task.group(4))
                .flatMap(action -> score(task.group(5))
                        .map(score -> new Opinion(
                                stamp.micros(),
                                task.group(1),
                                Optional.ofNullable(task.group(2)).filter(id -> !id.isEmpty()),
                                Optional.ofNullable(task.group(3)).flatMap(Words::address),
                                action,
                                score,
                                names(symbols),
                                os)));
    }

    private static Optional<Double> score(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty(); // such as 1.2.3: no score, so no opinion
        }
    }

    private static List<String> names(String symbols) {
        return Arrays.stream(OPTIONS.matcher(symbols).replaceAll("").split(","))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
