package dev.synoptic.verdict.log;

/// Makes whole entries of a log's octets, however they are cut into pieces.
public interface Splitter {

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

    /// A splitter that finds out by the first octets what the log is: the journal's export format (V35), else
    /// lines.
    static Splitter detecting(String generation, long offset, Lines lines) {
        return new DetectingSplitter(generation, offset, lines);
    }
}
