package dev.synoptic.packet;

import java.util.Optional;

/// Reads the text of an address (RFC 4291 §2.2), without asking a resolver. One use per text.
final class AddressParser {

    private static final int GROUPS = 8;

    private final CharSequence text;
    private int at;

    private AddressParser(CharSequence text) {
        this.text = text;
    }

    static Optional<IpAddress> parse(CharSequence text) {
        if (text.isEmpty() || text.length() > 45) return Optional.empty(); // six groups and dotted decimal
        var parser = new AddressParser(text);
        return text.toString().indexOf(':') < 0 ? parser.v4() : parser.v6();
    }

    private Optional<IpAddress> v4() {
        long bits = dotted();
        return bits < 0 ? Optional.empty() : Optional.of(IpAddress.v4((int) bits));
    }

    /// Four octets up to the end of the text; -1 where there is something else.
    private long dotted() {
        long bits = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0 && !take('.')) return -1;
            int octet = octet();
            if (octet < 0) return -1;
            bits = (bits << 8) | octet;
        }
        return at == text.length() ? bits : -1;
    }

    private int octet() {
        int start = at;
        int value = 0;
        while (at < text.length() && at < start + 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at++) - '0';
        }
        boolean leadingZero = at > start + 1 && text.charAt(start) == '0';
        return at == start || leadingZero || value > 255 ? -1 : value;
    }

    private Optional<IpAddress> v6() {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        if (takeGap()) gap = 0;
        while (at < text.length()) {
            if (count >= GROUPS) return Optional.empty();
            if (isDotted()) {
                long bits = dotted();
                if (bits < 0 || count > GROUPS - 2) return Optional.empty();
                groups[count++] = (int) (bits >>> 16);
                groups[count++] = (int) bits & 0xFFFF;
                break;
            }
            int group = group();
            if (group < 0) return Optional.empty();
            groups[count++] = group;
            if (at == text.length()) break;
            if (gap < 0 && takeGap()) gap = count;
            else if (!take(':') || at == text.length()) return Optional.empty();
        }
        return assemble(groups, count, gap);
    }

    private static Optional<IpAddress> assemble(int[] groups, int count, int gap) {
        if (gap < 0 ? count != GROUPS : count >= GROUPS) return Optional.empty();
        long[] words = new long[2];
        for (int i = 0; i < count; i++) {
            int place = gap < 0 || i < gap ? i : GROUPS - count + i;
            words[place >>> 2] |= (long) groups[i] << ((3 - (place & 3)) * 16);
        }
        return Optional.of(IpAddress.v6(words[0], words[1]));
    }

    private int group() {
        int start = at;
        int value = 0;
        while (at < text.length() && at < start + 4 && hex(text.charAt(at)) >= 0) {
            value = (value << 4) | hex(text.charAt(at++));
        }
        return at == start ? -1 : value;
    }

    /// ASCII alone: digits of other scripts are no part of an address.
    private static int hex(char digit) {
        return digit < 128 ? Character.digit(digit, 16) : -1;
    }

    private boolean isDotted() {
        int i = at;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') i++;
        return i > at && i < text.length() && text.charAt(i) == '.';
    }

    private boolean takeGap() {
        if (at + 1 >= text.length() || text.charAt(at) != ':' || text.charAt(at + 1) != ':') return false;
        at += 2;
        return true;
    }

    private boolean take(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) return false;
        at++;
        return true;
    }
}
