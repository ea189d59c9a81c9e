package dev.synoptic.p0f;

import dev.synoptic.packet.AddressText;
import java.nio.charset.StandardCharsets;

/// Octets of text put one behind the other, without allocation once it has grown to its use.
///
/// It drains itself when it is well filled, at the end of a line only. One thread.
public final class TextBuffer {

    /// Takes the text that has gathered.
    @FunctionalInterface
    public interface Drain {

        /// Takes the first `length` of `octets`, before it returns.
        void take(byte[] octets, int length);
    }

    private static final int DRAINED_AT = 1 << 16;
    private static final int DIGITS_MAX = 20;

    /// Numbers below this have at most five digits.
    private static final int FAST_MAX = 65_536;

    private final Drain drain;
    private byte[] octets = new byte[DRAINED_AT + 4096];
    private int length;

    /// A buffer whose text goes to `drain`.
    public TextBuffer(Drain drain) {
        this.drain = drain;
    }

    /// Hands over what has gathered.
    public void flush() {
        if (length == 0) return;
        int count = length;
        length = 0; // also where the drain throws: it alone knows how much of it arrived
        drain.take(octets, count);
    }

    void endLine() {
        put('\n');
        if (length >= DRAINED_AT) flush();
    }

    private void ensure(int more) {
        if (length + more <= octets.length) return;
        var larger = new byte[Math.max(octets.length * 2, length + more)];
        System.arraycopy(octets, 0, larger, 0, length);
        octets = larger;
    }

    TextBuffer put(char c) {
        ensure(1);
        octets[length++] = (byte) c;
        return this;
    }

    /// Text of signature files and messages: one octet a character, ISO-8859-1.
    TextBuffer put(String text) {
        return put(text, text.length());
    }

    @SuppressWarnings("deprecation") // drops the upper octet of each character, which is just what ISO-8859-1 wants
    private TextBuffer put(String text, int count) {
        ensure(count);
        text.getBytes(0, count, octets, length);
        length += count;
        return this;
    }

    TextBuffer put(byte[] text) {
        ensure(text.length);
        System.arraycopy(text, 0, octets, length, text.length);
        length += text.length;
        return this;
    }

    TextBuffer put(byte[] text, int count) {
        ensure(count);
        System.arraycopy(text, 0, octets, length, count);
        length += count;
        return this;
    }

    TextBuffer putDecimal(long number) {
        ensure(DIGITS_MAX);
        if (number < 0) {
            octets[length++] = '-';
            return putDigits(-number);
        }
        return putDigits(number);
    }

    private TextBuffer putDigits(long number) {
        if (number < FAST_MAX) return putFew((int) number);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) digits++;
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            octets[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /// A number below [#FAST_MAX]. The quick compiler leaves divisions to the processor, which takes its time over
    /// them; this product and shift is a tenth of such a number.
    private TextBuffer putFew(int number) {
        int digits = number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : number < 10_000 ? 4 : 5;
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            int tenth = (int) ((rest * 52_429L) >>> 19);
            octets[at] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        length += digits;
        return this;
    }

    /// As much of a message's text as p0f shows: at most `most` characters, up to one that is not printable, a closing
    /// bracket, or, where `barEnds`, a bar (O-15). Answers how many.
    int putShown(String value, int most, boolean barEnds) {
        int start = length;
        put(value, Math.min(value.length(), most));
        int at = start;
        while (at < length && isShown(octets[at], barEnds)) at++;
        length = at;
        return at - start;
    }

    private static boolean isShown(byte c, boolean barEnds) {
        return c >= 0x20 && c != ']' && !(barEnds && c == '|'); // 0x80 and above are below zero
    }

    /// Takes back the last `count` characters put.
    void takeBack(int count) {
        length -= count;
    }

    /// LOG-2.
    TextBuffer putAddress(int version, long high, long low) {
        ensure(AddressText.LENGTH_MAX);
        length = AddressText.writeP0f(octets, length, version, high, low);
        return this;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
