package dev.synoptic.host;

/// A set of reasons.
///
/// @param bits the [Reason#bit]s of those present
public record Reasons(int bits) {

    private static final Reason[] ALL = Reason.values();

    /// No reason.
    public static final Reasons NONE = new Reasons(0);

    public Reasons {
        if (bits >>> ALL.length != 0) throw new IllegalArgumentException("no such reasons: " + bits);
    }

    /// The set of these.
    public static Reasons of(Reason... reasons) {
        int bits = 0;
        for (var reason : reasons) bits |= reason.bit();
        return new Reasons(bits);
    }

    /// Whether `reason` is in the set.
    public boolean has(Reason reason) {
        return (bits & reason.bit()) != 0;
    }

    /// These and those.
    public Reasons with(Reasons others) {
        return others.bits == 0 ? this : new Reasons(bits | others.bits);
    }

    /// Words in p0f's order, separated by spaces; `???` for none (`p0f-v3.md` SCORE-5).
    public String text() {
        if (bits == 0) return "???";
        var text = new StringBuilder();
        for (var reason : ALL) {
            if (!has(reason)) continue;
            if (!text.isEmpty()) text.append(' ');
            text.append(reason.word());
        }
        return text.toString();
    }
}
