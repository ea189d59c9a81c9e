package dev.synoptic.flow;

/// The kinds of raw record.
public sealed interface HandshakeEvent {

    /// Whose SYN, SYN+ACK, timestamp or message was seen: the end that the record is about.
    enum Side {
        CLIENT,
        SERVER
    }

    /// A SYN; published at once, before anyone knows whether its sender is real.
    ///
    /// @param sequenceNumber the initial sequence number, unsigned 32 bits
    record Syn(Connection connection, long sequenceNumber, SynObservation seen) implements HandshakeEvent {}

    /// The server's SYN+ACK; the SYN's MSS travels in `seen.peerMss()`.
    record SynAck(Connection connection, long sequenceNumber, SynObservation seen) implements HandshakeEvent {}

    /// The client acknowledged the server's sequence number, so the SYN was not forged.
    ///
    /// @param synMicros         capture time of the SYN that opened the connection
    /// @param synSequenceNumber its initial sequence number, unsigned 32 bits
    record Completion(Connection connection, long synMicros, long synSequenceNumber) implements HandshakeEvent {}

    /// One later timestamp option of a side (`p0f-v3.md` UP-1).
    ///
    /// @param timestamp own value, unsigned 32 bits
    /// @param synMicros capture time of the SYN that opened the connection
    record TimestampSample(Connection connection, Side side, long timestamp, long synMicros)
            implements HandshakeEvent {}

    /// The head of an HTTP message, octets as ISO-8859-1 (`p0f-v3.md` section 10).
    ///
    /// @param head the collected header, at most 8192 octets, values of secret headers left out
    record HttpHead(Connection connection, Side side, String head) implements HandshakeEvent {}

    /// How far an agent has come: nothing captured before `watermarkMicros` will follow in this partition.
    ///
    /// @param watermarkMicros microseconds since 1970, UTC; [Long#MAX_VALUE] at the end of a source
    /// @param source          which of the agent's sources: a capture or a log
    /// @param ended           whether the source has ended (files only)
    /// @param losses          what was lost on the way up to here
    record Progress(long watermarkMicros, String source, boolean ended, SourceLosses losses) implements HandshakeEvent {

        /// Progress of a source that lost nothing.
        public Progress(long watermarkMicros, String source, boolean ended) {
            this(watermarkMicros, source, ended, SourceLosses.NONE);
        }
    }

    /// Not an agent's: from here on, this partition is judged by another database. In every partition, behind its
    /// octets on `signatures.v1`.
    ///
    /// @param database digest of the database: SHA-256 in hexadecimal
    record Judging(String database) implements HandshakeEvent {}
}
