package dev.synoptic.verdict.ratio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which names of systems count as another (`mail.md` T5): each engine spells in its own way, so each has its own
/// aliases.
///
/// @param version of those of p0f: it stands in every row that is counted by them
/// @param p0f     of names in signature files
/// @param pf      of names in fingerprints of OpenBSD's packet filter, which become such names when they are imported
public record OsAliases(String version, Map<String, String> p0f, Map<String, String> pf) {

    private static final String FILE = "aliases.tsv";

    /// Those of the file that comes with the product.
    public static final OsAliases STANDARD = load();

    public OsAliases {
        p0f = Map.copyOf(p0f);
        pf = Map.copyOf(pf);
    }

    /// Reads a file of `engine`, `variant` and `counts as`, with a row `version`.
    static OsAliases parse(List<String> lines) {
        String version = "";
        Map<String, String> p0f = new HashMap<>();
        Map<String, String> pf = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] fields = line.split("\t", -1);
            if (fields.length == 2 && fields[0].equals("version")) {
                version = fields[1];
                continue;
            }
            boolean known = fields.length == 3
                    && switch (fields[0]) {
                        case "p0f" -> p0f.put(fields[1], fields[2]) == null;
                        case "pf" -> pf.put(fields[1], fields[2]) == null;
                        default -> false;
                    };
            if (!known) {
                throw new IllegalArgumentException(FILE + ":" + (i + 1) + ": found \"" + line
                        + "\", expected version and a text, or p0f or pf, a name that no other row has, and a name");
            }
        }
        if (version.isEmpty()) throw new IllegalArgumentException(FILE + ": expected a row version");
        return new OsAliases(version, p0f, pf);
    }

    private static OsAliases load() {
        try (InputStream in = OsAliases.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException(FILE + " is missing from the jar");
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
