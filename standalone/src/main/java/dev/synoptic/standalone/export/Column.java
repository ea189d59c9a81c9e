package dev.synoptic.standalone.export;

import java.util.Locale;

/// One column of a file. Rows are texts; an empty one stands for nothing.
///
/// @param name    as programs read it
/// @param type    what its texts are
/// @param meaning in a few words, with units
record Column(String name, Type type, String meaning) {

    /// What the texts of a column are.
    enum Type {
        /// Words.
        TEXT,
        /// A whole number of 64 bits.
        WHOLE,
        /// A decimal number.
        NUMBER,
        /// `true` or `false`.
        FLAG,
        /// A moment in UTC, as ISO 8601 writes it, to the microsecond at most.
        MOMENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Column text(String name, String meaning) {
        return new Column(name, Type.TEXT, meaning);
    }

    static Column whole(String name, String meaning) {
        return new Column(name, Type.WHOLE, meaning);
    }

    static Column number(String name, String meaning) {
        return new Column(name, Type.NUMBER, meaning);
    }

    static Column flag(String name, String meaning) {
        return new Column(name, Type.FLAG, meaning);
    }

    static Column moment(String name, String meaning) {
        return new Column(name, Type.MOMENT, meaning);
    }
}
