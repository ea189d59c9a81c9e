package dev.synoptic.signature;

import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Turns the fingerprints of OpenBSD's packet filter (`pf.os(5)`) into rows of `p0f.fp`.
///
/// A line is `window:ttl:df:size:options:system:version:subtype:details`. It says nothing of the IP
/// identification: with DF one that is not zero is assumed, as systems of its time had it.
public final class PfOsFile {

    private static final int FIELDS = 9;
    private static final int HEADERS = 40;
    private static final Map<String, String> CLASSES = Map.of(
            "Windows", "win", "Linux", "unix", "FreeBSD", "unix", "OpenBSD", "unix", "NetBSD", "unix", "Solaris",
            "unix", "AIX", "unix", "HP-UX", "unix", "IRIX", "unix", "MacOS", "unix");

    /// What became of one line.
    ///
    /// @param line   its number
    /// @param label  the label for it
    /// @param sig    the row; empty where it cannot be said in p0f's grammar
    /// @param lost   what could not be carried over; empty where all was
    public record Row(int line, String label, String sig, String lost) {}

    private PfOsFile() {}

    /// Every fingerprint of the file.
    public static List<Row> read(String text) {
        var rows = new ArrayList<Row>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) rows.add(row(number, content));
        }
        return rows;
    }

    private static Row row(int number, String line) {
        String[] fields = line.split(":", FIELDS);
        if (fields.length < FIELDS)
            return new Row(number, "", "", "found " + fields.length + " fields, expected " + FIELDS);
        String name = fields[5].replaceAll("[^A-Za-z0-9 ./!?()_-]", "");
        String flavor = String.join(" ", List.of(fields[6], fields[7])).strip();
        String label = "s:" + CLASSES.getOrDefault(name, "other") + ":" + name + ":" + flavor;
        try {
            return new Row(number, label, pattern(fields).text(), "");
        } catch (Mistake mistake) {
            return new Row(number, label, "", mistake.in("", number, "").text().replaceFirst("^:\\d+: ,? ?", ""));
        }
    }

    private static TcpPattern pattern(String[] fields) throws Mistake {
        var options = new PfOsOptions();
        options.read(fields[4]);
        int ttl = whole("ttl", fields[1]);
        if (ttl < 1 || ttl > 255) throw new Mistake("ttl", fields[1], "1 to 255");
        boolean df = fields[2].equals("1");
        var quirks = new ArrayList<Quirk>();
        if (df) quirks.addAll(List.of(Quirk.DF, Quirk.ID_PLUS));
        if (options.zeroTimestamp()) quirks.add(Quirk.TS1_MINUS);
        return new TcpPattern(
                IpVersionPattern.ANY,
                new TtlPattern(ttl, false),
                0,
                options.mss(),
                window(fields[0]),
                options.scale(),
                OptionLayout.of(options.kinds(), options.count()),
                options.padding(size(fields[3])),
                Quirks.of(quirks.toArray(new Quirk[0])),
                PayloadPattern.NONE);
    }

    /// Octets of the options by the size of the whole SYN; empty where the line leaves it open.
    private static OptionalInt size(String field) throws Mistake {
        return field.equals("*") || field.equals("0")
                ? OptionalInt.empty()
                : OptionalInt.of(whole("size", field) - HEADERS);
    }

    private static WindowPattern window(String field) throws Mistake {
        if (field.equals("*")) return new WindowPattern.Any();
        int number = whole("window", field.replaceFirst("^[%ST]", ""));
        return switch (field.charAt(0)) {
            case '%' -> new WindowPattern.DivisibleBy(number);
            case 'S' -> new WindowPattern.Times(Kind.MSS, number);
            case 'T' -> new WindowPattern.Times(Kind.MTU, number);
            default -> new WindowPattern.Exactly(number);
        };
    }

    static int whole(String field, String digits) throws Mistake {
        if (!digits.matches("\\d{1,5}")) throw new Mistake(field, digits, "a number");
        return Integer.parseInt(digits);
    }
}
