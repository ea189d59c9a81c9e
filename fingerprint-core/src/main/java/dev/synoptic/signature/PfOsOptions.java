package dev.synoptic.signature;

import dev.synoptic.tcp.OptionLayout;
import java.util.OptionalInt;

/// The options of one line of `pf.os(5)`: `M1460,N,W0,N,N,S`, or `.` for none.
final class PfOsOptions {

    private static final int EOL = 0, NOP = 1, MSS = 2, SCALE = 3, SACK = 4, TIMESTAMP = 8;

    private final byte[] kinds = new byte[OptionLayout.KINDS_MAX];
    private int count;
    private int octets;
    private boolean ended;
    private boolean zeroTimestamp;
    private OptionalInt mss = OptionalInt.of(0);
    private OptionalInt scale = OptionalInt.of(0);

    void read(String field) throws Mistake {
        if (field.equals(".")) return;
        for (String option : field.split("[, ]")) {
            if (option.isEmpty()) continue;
            if (count == kinds.length) throw new Mistake("options", field, "at most " + kinds.length + " options");
            if (ended) throw new Mistake("options", field, "nothing after E, for p0f stops reading there");
            add(option);
        }
    }

    private void add(String option) throws Mistake {
        String value = option.substring(1);
        switch (option.charAt(0)) {
            case 'N' -> put(NOP, 1);
            case 'E' -> {
                put(EOL, 1);
                ended = true;
            }
            case 'S' -> put(SACK, 2);
            case 'T' -> {
                put(TIMESTAMP, 10);
                zeroTimestamp |= value.equals("0");
            }
            case 'M' -> {
                put(MSS, 4);
                mss = number("options, M", value);
            }
            case 'W' -> {
                put(SCALE, 3);
                scale = number("options, W", value);
            }
            default -> throw new Mistake("options", option, "one of N, E, S, T, M, W");
        }
    }

    private void put(int kind, int length) {
        kinds[count++] = (byte) kind;
        octets += length;
    }

    private static OptionalInt number(String field, String value) throws Mistake {
        return value.equals("*") ? OptionalInt.empty() : OptionalInt.of(PfOsFile.whole(field, value));
    }

    byte[] kinds() {
        return kinds;
    }

    int count() {
        return count;
    }

    OptionalInt mss() {
        return mss;
    }

    OptionalInt scale() {
        return scale;
    }

    boolean zeroTimestamp() {
        return zeroTimestamp;
    }

    /// Octets after end-of-options: what is left of `length`, else what fills the last word.
    int padding(OptionalInt length) {
        if (!ended) return 0;
        return Math.max(0, length.orElse((octets + 3) / 4 * 4) - octets);
    }
}
