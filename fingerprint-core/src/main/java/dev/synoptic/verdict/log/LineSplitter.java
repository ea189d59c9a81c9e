package dev.synoptic.verdict.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes lines of a file's octets, however they are cut into pieces (V34).
///
/// A line is one once its newline is there. Octets are taken for UTF-8, what is none is replaced; runs of NUL
/// at the start of a line, as a truncated file leaves them, are skipped, and so is a byte order mark; a carriage return
/// before the newline goes with it.
public final class LineSplitter implements Splitter {

    /// What is kept of one line, in octets; the rest of a longer one is skipped.
    public static final int LENGTH_MAX = 64 * 1024;

    /// The mark in UTF-8, which editors of other systems put at the head of a file.
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String generation;
    private final Lines lines;
    private byte[] kept = new byte[512];
    private int length;
    private long start;
    private long next;
    private long cut;

    /// Begins in the named generation of a file at that offset, where a line starts.
    public LineSplitter(String generation, long offset, Lines lines) {
        this.generation = generation;
        this.lines = lines;
        this.start = offset;
        this.next = offset;
    }

    @Override
    public void accept(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            next++;
            if (octet == '\n') {
                finish();
            } else if (octet != 0 || length > 0) {
                keep(octet);
            }
        }
    }

    private void keep(byte octet) {
        if (length == LENGTH_MAX) return;
        if (length == kept.length) kept = Arrays.copyOf(kept, Math.min(2 * length, LENGTH_MAX));
        kept[length++] = octet;
    }

    private void finish() {
        long octets = next - start;
        if (octets > LENGTH_MAX + 1L && length == LENGTH_MAX) cut++;
        int end = length > 0 && kept[length - 1] == '\r' ? length - 1 : length;
        int begin = isMarked() ? BYTE_ORDER_MARK.length : 0;
        lines.line(
                new String(kept, begin, Math.max(0, end - begin), StandardCharsets.UTF_8),
                new RawRef(generation, start, (int) Math.min(octets, Integer.MAX_VALUE)));
        length = 0;
        start = next;
    }

    private boolean isMarked() {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(kept, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    @Override
    public long nextOffset() {
        return start;
    }

    @Override
    public long cutLines() {
        return cut;
    }
}
