package dev.synoptic.verdict.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Waits for the first octets of a log, then splits it as what it is: the journal's export format, or lines.
final class DetectingSplitter implements Splitter {

    private static final byte[] EXPORT = "__CURSOR=".getBytes(StandardCharsets.US_ASCII);

    private final String generation;
    private final long offset;
    private final Lines lines;
    private final byte[] head = new byte[EXPORT.length];
    private int length;
    private Optional<Splitter> found = Optional.empty();

    DetectingSplitter(String generation, long offset, Lines lines) {
        this.generation = generation;
        this.offset = offset;
        this.lines = lines;
    }

    @Override
    public void accept(byte[] octets, int from, int to) {
        int next = from;
        while (found.isEmpty() && next < to) {
            head[length] = octets[next++];
            boolean same = head[length] == EXPORT[length];
            length++;
            if (!same || length == EXPORT.length) decide(same);
        }
        if (next < to) found.orElseThrow().accept(octets, next, to);
    }

    private void decide(boolean export) {
        Splitter splitter = export
                ? new JournalExportSplitter(generation, offset, lines)
                : new LineSplitter(generation, offset, lines);
        splitter.accept(Arrays.copyOf(head, length), 0, length);
        found = Optional.of(splitter);
    }

    @Override
    public long nextOffset() {
        return found.map(Splitter::nextOffset).orElse(offset);
    }

    @Override
    public long cutLines() {
        return found.map(Splitter::cutLines).orElse(0L);
    }
}
