package dev.synoptic.signature;

import dev.synoptic.tcp.Quirks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads `;@ sig`: the fields of a TCP signature, and in them `mss*max`, `mss*max(N)` and `quirk?`.
final class TcpRuleParser {

    private static final int FIELDS = 8, WINDOW = 4, QUIRKS = 6;
    private static final int WINDOW_MAX = 65_535;
    private static final String LARGEST = "mss*max";

    private TcpRuleParser() {}

    static TcpRule parse(int line, LabelRow row, String value) throws Mistake {
        String[] fields = value.split(":", -1);
        if (fields.length != FIELDS) throw new Mistake("sig", value, FIELDS + " fields separated by colons");
        var largest = OptionalInt.empty();
        if (fields[WINDOW].startsWith(LARGEST)) {
            var in = new Cursor(fields[WINDOW].substring(LARGEST.length()));
            largest = OptionalInt.of(bound(in));
            fields[WINDOW] = "*" + in.rest();
        }
        var optional = new ArrayList<String>();
        fields[QUIRKS] = withoutMarks(fields[QUIRKS], optional);
        var pattern = TcpPatternParser.parse(String.join(":", fields));
        var may = TcpPatternParser.parse(onlyQuirks(fields, optional)).quirks();
        var must = new Quirks(pattern.quirks().bits() & ~may.bits());
        return new TcpRule(new TcpSignature(line, row, withQuirks(pattern, must)), value, largest, may);
    }

    private static int bound(Cursor in) throws Mistake {
        if (!in.take('(')) return WINDOW_MAX;
        int bound = in.number("sig, wsize", 1, WINDOW_MAX);
        in.expect(')', "sig, wsize");
        return bound;
    }

    /// The quirks without their question marks; those that had one are put into `optional`.
    private static String withoutMarks(String quirks, List<String> optional) {
        var all = new ArrayList<String>();
        for (String quirk : quirks.split(",")) {
            boolean may = quirk.endsWith("?");
            String token = may ? quirk.substring(0, quirk.length() - 1) : quirk;
            if (may) optional.add(token);
            all.add(token);
        }
        return String.join(",", all);
    }

    private static String onlyQuirks(String[] fields, List<String> quirks) {
        String[] copy = fields.clone();
        copy[QUIRKS] = String.join(",", quirks);
        return String.join(":", copy);
    }

    private static TcpPattern withQuirks(TcpPattern p, Quirks quirks) {
        return new TcpPattern(
                p.version(),
                p.ttl(),
                p.ipOptionsLength(),
                p.mss(),
                p.window(),
                p.scale(),
                p.layout(),
                p.eolPadding(),
                quirks,
                p.payload());
    }
}
