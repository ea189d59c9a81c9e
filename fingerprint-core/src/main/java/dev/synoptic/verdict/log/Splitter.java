package dev.synoptic.verdict.log;

import java.nio.charset.StandardCharsets;

/// Makes whole entries of a log's octets, however they are cut into pieces.
public interface Splitter {

    /// Octets of a log's beginning that [#of] needs to tell its kind.
    int HEAD_LENGTH = 64;

    /// Takes the next octets.
    void accept(byte[] octets, int from, int to);

    /// Where the first entry begins that was not handed over yet.
    long nextOffset();

    /// Entries of which only the beginning was kept.
    long cutLines();

    /// Takes entries as they become whole.
    @FunctionalInterface
    interface Lines {
        /// A line without its newline, or an entry that was made into one.
        void line(String text, RawRef ref);
    }

    /// The splitter for a log that begins like this: the journal's export format, else lines.
    static Splitter of(byte[] head, String generation, long offset, Lines lines) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return start.startsWith("__CURSOR=")
                ? new JournalExportSplitter(generation, offset, lines)
                : new LineSplitter(generation, offset, lines);
    }
}
