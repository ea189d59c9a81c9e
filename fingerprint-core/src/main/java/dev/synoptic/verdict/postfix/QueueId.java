package dev.synoptic.verdict.postfix;

import java.util.Optional;
import java.util.OptionalLong;

/// Postfix's names of messages, short and long (V21).
final class QueueId {

    private static final int SHORT_MIN = 6;
    private static final int LONG_MIN = 10;
    private static final int LENGTH_MAX = 32;
    private static final int MICROS_DIGITS = 4;

    /// Digits and consonants: no vowels, so that no id is a word.
    private static final String BASE_52 = "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

    private QueueId() {}

    /// The id that a text begins with, before a colon and a blank.
    static Optional<String> leading(String text) {
        int colon = text.indexOf(": ");
        if (colon < SHORT_MIN || colon > LENGTH_MAX) return Optional.empty();
        String id = text.substring(0, colon);
        return isShort(id) || isLong(id) ? Optional.of(id) : Optional.empty();
    }

    private static boolean isShort(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) return false;
        }
        return id.length() >= SHORT_MIN;
    }

    private static boolean isLong(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (BASE_52.indexOf(id.charAt(i)) < 0) return false;
        }
        return id.length() >= LONG_MIN;
    }

    /// The second since 1970 at which a message with a long id was born; empty for all other texts.
    static OptionalLong birth(String text) {
        return leading(text).filter(id -> !isShort(id)).map(QueueId::second).orElse(OptionalLong.empty());
    }

    /// Seconds in base 52, four digits of microseconds, `z`, inode in base 51.
    private static OptionalLong second(String id) {
        int separator = id.lastIndexOf('z');
        int digits = separator - MICROS_DIGITS;
        if (digits < 1 || digits > 8) return OptionalLong.empty();
        long second = 0;
        for (int i = 0; i < digits; i++) second = second * BASE_52.length() + BASE_52.indexOf(id.charAt(i));
        return OptionalLong.of(second);
    }
}
