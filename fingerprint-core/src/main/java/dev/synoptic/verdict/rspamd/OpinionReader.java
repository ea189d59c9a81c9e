package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.log.Words;
import dev.synoptic.verdict.rspamd.Opinion.Action;
import dev.synoptic.verdict.rspamd.Opinion.Envelope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what `rspamd_task_write_log` says of a message (a.8).
final class OpinionReader {

    /// Where what rspamd itself says begins; before and behind it stands what clients said (V15).
    private static final String RESULT = " (default: ";

    private static final Pattern TASK = Pattern.compile(
            "id: <(?<id>[^ ]*)>,(?: qid: <(?<qid>[^ >]*)>,)?(?: ip: (?<ip>[0-9A-Fa-f:.]+),)?(?: user: (?<user>.*?),)?"
                    + "(?: from: <(?<from>.*?)>,)? \\(default: [A-Z] \\((?<action>[a-z ]+)\\): \\[(?<score>-?[\\d.]+)/(?<limit>[^\\]]*)]"
                    + " \\[(?<symbols>.*?)]\\), len: (?<length>\\d{1,12})(?:, time: (?<time>[\\d.]{1,12})ms)?(?<rest>.*)",
            Pattern.DOTALL);
    private static final Pattern RECIPIENTS = Pattern.compile(", rcpts: <([^>]*)>");
    private static final Pattern SYSTEM = Pattern.compile("(?:^|,)P0F\\([^)]*\\)\\{([^;}]*);");
    private static final Pattern OPTIONS = Pattern.compile("\\([^)]*\\)(\\{[^}]*})?");

    private OpinionReader() {}

    /// The opinion that the line tells; empty where it has no known form, or where what a client said looks like the
    /// result, so that two could be meant.
    static Optional<Opinion> read(RspamdLine line) {
        String text = line.text();
        if (text.indexOf(RESULT) != text.lastIndexOf(RESULT)) return Optional.empty();
        Matcher task = TASK.matcher(text);
        if (!task.matches()) return Optional.empty();
        return Action.named(task.group("action"))
                .flatMap(action -> score(task).map(score -> opinion(line, task, action, score)));
    }

    private static Opinion opinion(RspamdLine line, Matcher task, Action action, ContentScore score) {
        String symbols = task.group("symbols");
        Matcher system = SYSTEM.matcher(symbols);
        return new Opinion(
                line.micros(),
                number(task.group("time"))
                        .map(millis -> Math.round(millis * 1_000))
                        .orElse(0L),
                task.group("id"),
                Optional.ofNullable(task.group("qid")).filter(id -> !id.isEmpty()),
                Optional.ofNullable(task.group("ip")).flatMap(Words::address),
                action,
                score,
                names(symbols),
                system.find() ? Optional.of(system.group(1).strip()) : Optional.empty(),
                envelope(task));
    }

    private static Envelope envelope(Matcher task) {
        Matcher recipients = RECIPIENTS.matcher(task.group("rest"));
        String sender = task.group("from");
        return new Envelope(
                Optional.ofNullable(task.group("user")).filter(user -> !user.isEmpty()),
                sender == null ? "" : sender,
                recipients.find() ? Arrays.asList(recipients.group(1).split(",")) : List.of(),
                OptionalLong.of(Long.parseLong(task.group("length"))));
    }

    /// Without a limit where none is set, which rspamd writes as `nan`.
    private static Optional<ContentScore> score(Matcher task) {
        OptionalDouble limit = number(task.group("limit")).stream()
                .mapToDouble(Double::doubleValue)
                .findFirst();
        return number(task.group("score")).map(points -> new ContentScore(points, limit));
    }

    private static Optional<Double> number(@Nullable String text) {
        if (text == null) return Optional.empty();
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty(); // such as 1.2.3
        }
    }

    private static List<String> names(String symbols) {
        return Arrays.stream(OPTIONS.matcher(symbols).replaceAll("").split(","))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
