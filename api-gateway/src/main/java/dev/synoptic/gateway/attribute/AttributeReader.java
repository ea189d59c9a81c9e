package dev.synoptic.gateway.attribute;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Lines of `name=value` up to an empty one, out of octets that come in pieces (`clients.md` 7, framing).
///
/// The order of attributes means nothing; of a repeated one the first counts. Only the names that are asked for are
/// kept. Values keep their octets, one for each character. A CR before the line's end is tolerated.
public final class AttributeReader {

    /// Octets of a line, at most.
    public static final int LINE_OCTETS_MAX = 8 * 1024;

    /// Octets of a set, at most.
    public static final int SET_OCTETS_MAX = 64 * 1024;

    private static final int LINE_OCTETS_USUAL = 256;

    private final Set<String> kept;
    private byte[] line = new byte[LINE_OCTETS_USUAL];
    private int lineOctets;
    private int setOctets;
    private Map<String, String> attributes = new HashMap<>();

    /// What the octets have come to.
    public enum Found {
        /// All of them are taken, and the set is not whole yet.
        NOTHING,
        /// The set is whole: [#take] has it. Octets of the next one may be left.
        SET,
        /// A line without a name, or without `=`, or over a limit.
        NONSENSE
    }

    /// @param kept names of the attributes that are of interest
    public AttributeReader(Set<String> kept) {
        this.kept = Set.copyOf(kept);
    }

    /// Reads up to the end of a set.
    public Found read(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            byte octet = octets.get();
            if (++setOctets > SET_OCTETS_MAX) return Found.NONSENSE;
            if (octet != '\n') {
                if (!put(octet)) return Found.NONSENSE;
                continue;
            }
            if (lineOctets > 0 && line[lineOctets - 1] == '\r') lineOctets--;
            if (lineOctets == 0) return Found.SET;
            if (!endLine()) return Found.NONSENSE;
        }
        return Found.NOTHING;
    }

    private boolean put(byte octet) {
        if (lineOctets == LINE_OCTETS_MAX || octet == 0) return false;
        if (lineOctets == line.length) line = Arrays.copyOf(line, Math.min(2 * line.length, LINE_OCTETS_MAX));
        line[lineOctets++] = octet;
        return true;
    }

    private boolean endLine() {
        int equals = 0;
        while (equals < lineOctets && line[equals] != '=') equals++;
        if (equals == lineOctets || equals == 0) return false;
        String name = new String(line, 0, equals, StandardCharsets.ISO_8859_1);
        if (kept.contains(name)) {
            String value = new String(line, equals + 1, lineOctets - equals - 1, StandardCharsets.ISO_8859_1);
            attributes.putIfAbsent(name, value);
        }
        lineOctets = 0;
        return true;
    }

    /// Whether the beginning of a set is there.
    public boolean isInside() {
        return setOctets > 0;
    }

    /// The attributes of the whole set; the next one begins.
    public Map<String, String> take() {
        Map<String, String> whole = attributes;
        attributes = new HashMap<>();
        setOctets = 0;
        lineOctets = 0;
        if (line.length > LINE_OCTETS_USUAL) line = new byte[LINE_OCTETS_USUAL]; // idle connections are many
        return whole;
    }
}
