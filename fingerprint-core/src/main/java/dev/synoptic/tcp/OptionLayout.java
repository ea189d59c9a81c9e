package dev.synoptic.tcp;

import java.util.Arrays;

/// The kinds of a segment's TCP options in the order sent, malformed ones included (`p0f-v3.md` OPT-3).
///
/// A value: equal when the kinds are equal. At most [#KINDS_MAX] kinds are recorded.
public final class OptionLayout {

    /// Kinds recorded of one segment (`p0f-v3.md` 16.1).
    public static final int KINDS_MAX = 24;

    private final byte[] kinds;

    private OptionLayout(byte[] kinds) {
        this.kinds = kinds;
    }

    /// The layout of these kinds, one octet each.
    public static OptionLayout of(byte... kinds) {
        if (kinds.length > KINDS_MAX) throw new IllegalArgumentException(kinds.length + " kinds, above " + KINDS_MAX);
        return new OptionLayout(kinds.clone());
    }

    /// The layout of the first `count` of these kinds, one octet each.
    public static OptionLayout of(byte[] kinds, int count) {
        return new OptionLayout(Arrays.copyOf(kinds, Math.min(count, KINDS_MAX)));
    }

    /// How many kinds there are.
    public int size() {
        return kinds.length;
    }

    /// The kind at `index`, 0 to 255.
    public int kind(int index) {
        return Byte.toUnsignedInt(kinds[index]);
    }

    /// Eight kinds as one number, for comparing; `index` 0 to 2. Beyond the last kind it is filled up with zeros.
    public long word(int index) {
        long word = 0;
        for (int i = index * Long.BYTES; i < (index + 1) * Long.BYTES; i++) {
            word = (word << Byte.SIZE) | (i < kinds.length ? kind(i) : 0);
        }
        return word;
    }

    /// A copy of the kinds, one octet each.
    public byte[] toBytes() {
        return kinds.clone();
    }

    /// The tokens of `p0f.fp`, joined by commas; `eolPadding` is the number after `eol+`.
    public String text(int eolPadding) {
        var text = new StringBuilder();
        for (byte kind : kinds) {
            if (!text.isEmpty()) text.append(',');
            appendToken(text, Byte.toUnsignedInt(kind), eolPadding);
        }
        return text.toString();
    }

    private static void appendToken(StringBuilder text, int kind, int eolPadding) {
        switch (kind) {
            case 0 -> text.append("eol+").append(eolPadding);
            case 1 -> text.append("nop");
            case 2 -> text.append("mss");
            case 3 -> text.append("ws");
            case 4 -> text.append("sok");
            case 5 -> text.append("sack");
            case 8 -> text.append("ts");
            default -> text.append('?').append(kind);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OptionLayout that && Arrays.equals(kinds, that.kinds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(kinds);
    }

    @Override
    public String toString() {
        return text(0);
    }
}
