package dev.synoptic.signature;

import java.util.function.IntPredicate;

/// A value of a signature file being read from left to right. Characters are octets (ISO-8859-1).
final class Cursor {

    private static final int FOUND_MAX = 40;
    private static final int DIGITS_MAX = 9; // more are out of any field's range (O-26)

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    boolean isAt(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    boolean take(char wanted) {
        if (!isAt(wanted)) return false;
        at++;
        return true;
    }

    boolean take(String wanted) {
        if (!text.startsWith(wanted, at)) return false;
        at += wanted.length();
        return true;
    }

    /// The longest run of characters that `accept` likes, maybe none.
    String takeWhile(IntPredicate accept) {
        int start = at;
        while (at < text.length() && accept.test(text.charAt(at))) at++;
        return text.substring(start, at);
    }

    /// Steps over one character, whatever it is, if there is one.
    void skip() {
        if (!atEnd()) at++;
    }

    void skipBlanks() {
        takeWhile(c -> c == ' ' || c == '\t');
    }

    String rest() {
        String rest = text.substring(Math.min(at, text.length()));
        at = text.length();
        return rest;
    }

    void expect(char wanted, String field) throws Mistake {
        if (!take(wanted)) throw mistake(field, "'" + wanted + "'");
    }

    void expectEnd(String field) throws Mistake {
        if (!atEnd()) throw mistake(field, "the end of the line");
    }

    /// A decimal number; no digits at all count as 0, which is then in range or not.
    int number(String field, int least, int most) throws Mistake {
        int start = at;
        takeWhile(c -> c == '0');
        String digits = takeWhile(c -> c >= '0' && c <= '9');
        int value = digits.isEmpty() ? 0 : digits.length() > DIGITS_MAX ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (value >= least && value <= most) return value;
        at = start;
        throw mistake(field, "a number from " + least + " to " + most);
    }

    /// What to say of the text from here on.
    Mistake mistake(String field, String expected) {
        String rest = text.substring(Math.min(at, text.length()));
        return new Mistake(field, rest.length() > FOUND_MAX ? rest.substring(0, FOUND_MAX) + "…" : rest, expected);
    }
}
