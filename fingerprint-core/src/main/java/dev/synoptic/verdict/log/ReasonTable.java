package dev.synoptic.verdict.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which class of reason a refusal belongs to (`mail.md` a.9): rows, the first that fits wins.
///
/// A row has five fields between tabs: server, stage, enhanced status code, text, class. `*` fits anything;
/// server and stage are names or lists of names with `|`; the other two are regular expressions looked for
/// anywhere, whatever the case. Lines that begin with `#` and empty lines say nothing.
public final class ReasonTable {

    /// What no row fits.
    public static final String OTHER = "other";

    /// The class that makes a 4xx a greylisting one (V3).
    public static final String GREYLIST = "greylist";

    private static final ReasonTable STANDARD = load();

    private final List<Row> rows;

    private ReasonTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    private record Row(Pattern server, Pattern stage, Pattern enhanced, Pattern text, String reason) {

        boolean fits(Refusal refusal) {
            return server.matcher(refusal.server()).matches()
                    && stage.matcher(refusal.stage()).matches()
                    && enhanced.matcher(refusal.enhanced()).find()
                    && text.matcher(refusal.text()).find();
        }
    }

    /// What is known of a refusal.
    ///
    /// @param server   the mail server's kind or daemon: `smtpd`, `postscreen`, `exim` …
    /// @param stage    CONNECT, HELO, MAIL, RCPT, DATA, EOM …
    /// @param enhanced status code such as `5.7.1`; empty where none was given
    /// @param text     the server's own words; what the client said is taken out before
    public record Refusal(String server, String stage, String enhanced, String text) {}

    /// The table that comes with Synoptic.
    public static ReasonTable standard() {
        return STANDARD;
    }

    /// Reads rows.
    ///
    /// @param name  for messages, such as a file's path
    /// @param lines of the table
    /// @throws IllegalArgumentException naming file, line, field and what was expected
    public static ReasonTable parse(String name, List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) rows.add(row(name, i + 1, line));
        }
        return new ReasonTable(rows);
    }

    /// The same table with rows of one's own before it.
    public ReasonTable after(ReasonTable own) {
        List<Row> both = new ArrayList<>(own.rows);
        both.addAll(rows);
        return new ReasonTable(both);
    }

    /// The class of a refusal; [#OTHER] where no row fits.
    public String classify(Refusal refusal) {
        for (Row row : rows) {
            if (row.fits(refusal)) return row.reason();
        }
        return OTHER;
    }

    private static Row row(String name, int number, String line) {
        String[] fields = line.split("\t+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(name + ":" + number + ": " + fields.length
                    + " fields; expected 5 between tabs: server, stage, enhanced, text, class");
        }
        if (!fields[4].matches("[a-z_]+")) {
            throw new IllegalArgumentException(
                    name + ":" + number + ": class: '" + fields[4] + "'; expected lower-case letters and _");
        }
        return new Row(
                pattern(name, number, "server", fields[0]),
                pattern(name, number, "stage", fields[1].toUpperCase(Locale.ROOT)),
                pattern(name, number, "enhanced", fields[2]),
                pattern(name, number, "text", fields[3]),
                fields[4]);
    }

    private static Pattern pattern(String name, int number, String field, String text) {
        try {
            return Pattern.compile("*".equals(text) ? ".*" : text, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    name + ":" + number + ": " + field + ": " + e.getDescription() + "; expected a regular expression",
                    e);
        }
    }

    private static ReasonTable load() {
        try (InputStream in = ReasonTable.class.getResourceAsStream("reasons.tsv")) {
            if (in == null) throw new IllegalStateException("reasons.tsv is missing from the jar");
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return parse("reasons.tsv", text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
