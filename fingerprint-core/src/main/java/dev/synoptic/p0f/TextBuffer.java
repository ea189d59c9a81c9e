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
    @SuppressWarnings("deprecation") // drops the upper octet of each character, which is just what ISO-8859-1 wants
    TextBuffer put(String text) {
        int count = text.length();
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
