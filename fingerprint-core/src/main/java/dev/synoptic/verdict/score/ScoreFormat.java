package dev.synoptic.verdict.score;

import dev.synoptic.verdict.ratio.OsNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Ways to hand points to a filter. They read the header `X-OS-Fingerprint: LABEL (ADDRESS)` (`mail.md` f.4); a flavor
/// with points of its own is left out of its system's rule, so that no message gets both.
public enum ScoreFormat {
    /// Rules of SpamAssassin, for `local.cf`.
    SPAMASSASSIN(ScoreFormat::spamAssassin),
    /// Regular expressions of rspamd, for `rspamd.local.lua`.
    RSPAMD(ScoreFormat::rspamd),
    /// Everything, signatures too, with intervals and what moved them.
    JSON(ScoreFormat::json);

    private static final String HEADER = "X-OS-Fingerprint";
    private static final Pattern NOT_A_NAME = Pattern.compile("[^A-Z0-9]+");
    private static final Pattern CONTROL = Pattern.compile("\\\\?\\p{Cntrl}");
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9 ]");

    private final BiFunction<ScoreTable, Optional<ScoreQuality>, String> writer;

    ScoreFormat(BiFunction<ScoreTable, Optional<ScoreQuality>, String> writer) {
        this.writer = writer;
    }

    /// The whole file, ending in a newline.
    ///
    /// @param weekAfter how the points did on what came after they were learnt, where that was asked for
    public String write(ScoreTable table, Optional<ScoreQuality> weekAfter) {
        return writer.apply(table, weekAfter);
    }

    private static String spamAssassin(ScoreTable table, Optional<ScoreQuality> weekAfter) {
        return table.scores().stream()
                .filter(ScoreFormat::isForHeaders)
                .map(score -> "header   %1$s %2$s =~ /%3$s/\nscore    %1$s %4$s\ndescribe %1$s %5$s\n"
                        .formatted(
                                symbol(table, score),
                                HEADER,
                                expression(table, score),
                                points(score),
                                plain(description(score))))
                .collect(Collectors.joining("\n", remark("# ", table, weekAfter), ""));
    }

    private static String rspamd(ScoreTable table, Optional<ScoreQuality> weekAfter) {
        return table.scores().stream()
                .filter(ScoreFormat::isForHeaders)
                .map(score ->
                        "config['regexp']['%s'] = {\n  re = [[%s=/%s/{header}]],\n  score = %s,\n  group = 'synoptic',\n  description = [[%s]],\n}\n"
                                .formatted(
                                        symbol(table, score),
                                        HEADER,
                                        expression(table, score),
                                        points(score),
                                        plain(description(score))))
                .collect(Collectors.joining("", remark("-- ", table, weekAfter), ""));
    }

    private static String json(ScoreTable table, Optional<ScoreQuality> weekAfter) {
        String rows = table.scores().stream().map(ScoreFormat::row).collect(Collectors.joining(",\n"));
        return "{\"site\": %s, \"base\": %s, \"networks\": %d, \"tests\": %d, \"leftOut\": %d, \"oneNetworkIn\": %d, \"learntTo\": %s, \"signatures\": %s, \"weekAfter\": %s, \"scores\": [\n%s\n]}\n"
                .formatted(
                        quoted(table.site()),
                        number(table.base().share()),
                        table.base().networks(),
                        table.tests(),
                        table.leftOut(),
                        table.oneIn(),
                        table.learntToMicros().isPresent()
                                ? quoted(moment(table.learntToMicros().getAsLong()))
                                : "null",
                        quoted(table.signatures()),
                        weekAfter.map(ScoreFormat::quality).orElse("null"),
                        rows);
    }

    private static String quality(ScoreQuality told) {
        return "{\"networks\": %d, \"labels\": %d, \"held\": %d, \"acceptedHit\": %s, \"rejectedHit\": %s}"
                .formatted(
                        told.networks(),
                        told.labels(),
                        told.held(),
                        number(told.acceptedHit()),
                        number(told.rejectedHit()));
    }

    private static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static String row(LabelScore score) {
        var interval = score.sample().interval();
        return ("  {\"level\": \"%s\", \"os\": %s, \"flavor\": %s, \"line\": %s, \"points\": %s, \"learnt\": %s, \"previous\": %s,"
                        + " \"share\": %s, \"low\": %s, \"high\": %s, \"networks\": %d, \"effective\": %s, \"q\": %s, \"why\": %s}")
                .formatted(
                        score.label().level().name().toLowerCase(Locale.ROOT),
                        quoted(score.label().name().family()),
                        quoted(score.label().name().flavor()),
                        score.label().line().isPresent() ? score.label().line().getAsInt() : "null",
                        exact(score.points()),
                        number(score.wanted()),
                        exact(score.previous()),
                        number(score.sample().share()),
                        number(interval.low()),
                        number(interval.high()),
                        score.sample().networks(),
                        number(score.sample().effective()),
                        number(score.qValue()),
                        quoted(score.why()));
    }

    /// No header tells a signature.
    private static boolean isForHeaders(LabelScore score) {
        return score.isGiven() && score.label().level() != ScoredLabel.Level.SIGNATURE;
    }

    private static String remark(String sign, ScoreTable table, Optional<ScoreQuality> weekAfter) {
        String learnt = (sign
                        + "Learnt from the verdicts of site %s: %d labels tested together, base share rejected %s,"
                        + " %d networks, %d verdicts left out.\n")
                .formatted(
                        plain(table.site()),
                        table.tests(),
                        number(table.base().share()),
                        table.base().networks(),
                        table.leftOut());
        return learnt
                + weekAfter
                        .map(told -> sign + "How they did " + told.text() + ".\n")
                        .orElse("");
    }

    private static String description(LabelScore score) {
        var interval = score.sample().interval();
        return "%s: %s rejected (%s to %s), %d networks, %s"
                .formatted(
                        score.label().text(),
                        number(score.sample().share()),
                        number(interval.low()),
                        number(interval.high()),
                        score.sample().networks(),
                        score.why());
    }

    /// Names that differ in signs alone are told apart by a number: no rule may replace another.
    private static String symbol(ScoreTable table, LabelScore score) {
        String name = symbol(score);
        long before = table.scores().stream()
                .filter(ScoreFormat::isForHeaders)
                .takeWhile(other -> !other.label().equals(score.label()))
                .filter(other -> symbol(other).equals(name))
                .count();
        return before == 0 ? name : name + "_N" + (before + 1);
    }

    private static String symbol(LabelScore score) {
        String name = NOT_A_NAME
                .matcher(score.label().text().toUpperCase(Locale.ROOT))
                .replaceAll("_");
        return "SYNOPTIC_OS_" + (name.endsWith("_") ? name.substring(0, name.length() - 1) : name);
    }

    /// A label stands at the beginning of the header and ends with it, or before the address.
    private static String expression(ScoreTable table, LabelScore score) {
        String end = "(?: \\(|$)";
        if (score.label().level() == ScoredLabel.Level.FLAVOR)
            return "^" + family(score) + " " + literal(score.label().name().flavor()) + end;
        List<String> own = table.scores().stream()
                .filter(ScoreFormat::isForHeaders)
                .map(LabelScore::label)
                .filter(label -> label.level() == ScoredLabel.Level.FLAVOR
                        && label.name().family().equals(score.label().name().family()))
                .map(label -> literal(label.name().flavor()))
                .toList();
        String but = own.isEmpty() ? "" : "(?! (?:" + String.join("|", own) + ")" + end + ")";
        return "^" + family(score) + but + "(?: |$)";
    }

    /// In every spelling that counts as it: a header has the one of the signature file.
    private static String family(LabelScore score) {
        List<String> all = OsNames.STANDARD.spellings(score.label().name().family()).stream()
                .map(ScoreFormat::literal)
                .toList();
        return all.size() == 1 ? all.getFirst() : "(?:" + String.join("|", all) + ")";
    }

    private static String literal(String text) {
        return CONTROL.matcher(SPECIAL.matcher(text).replaceAll("\\\\$0")).replaceAll(".");
    }

    private static String points(LabelScore score) {
        return String.format(Locale.ROOT, "%.2f", score.points());
    }

    /// Points as the next ones move from them.
    private static String exact(double points) {
        return String.format(Locale.ROOT, "%.6f", points);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /// Names come from signature files: nothing of them ends a comment, a string or a line.
    private static String plain(String text) {
        return text.chars()
                .map(c -> c < ' ' || c == 0x7f || c == '[' || c == ']' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? "\\u%04x".formatted(c) : Character.toString((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
