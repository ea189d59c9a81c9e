package dev.synoptic.host;

/// What a SYN or SYN+ACK leaves behind for the next one to be held against (`p0f-v3.md` TCP-11).
///
/// An interface, so that the same arithmetic serves values that travel and the reused rows of a table.
public interface HandshakeTrace {

    /// Whether a signature explained it.
    boolean known();

    /// Whether that took a tolerated quirk or TTL.
    boolean fuzzy();

    /// Whether the row declares a random TTL.
    boolean randomTtl();

    /// The name of the row's label; only where [#known].
    String name();

    /// Equal for two rows exactly if they stand below the same label; only where [#known].
    Object labelIdentity();

    /// The row's line in the signature file; only where [#known].
    int line();

    /// The quirks as in [dev.synoptic.tcp.Quirks#bits].
    int quirkBits();

    /// How many options there were.
    int layoutSize();

    /// Their kinds, eight to a word, `index` 0 to 2.
    long layoutWord(int index);

    /// Hops left on arrival.
    int ttl();

    /// Octets, 0 where absent.
    int mss();

    /// Own value of the timestamp option, unsigned 32 bits, 0 where absent.
    long ownTimestamp();

    /// When it was captured, milliseconds since 1970.
    long millis();

    /// Hops to the capture (TCP-4).
    int distance();

    /// Whether both were explained by the same row; only where both are [#known].
    default boolean sameRow(HandshakeTrace other) {
        return line() == other.line();
    }

    /// Whether the options are of the same kinds in the same order.
    default boolean sameLayout(HandshakeTrace other) {
        return layoutSize() == other.layoutSize()
                && layoutWord(0) == other.layoutWord(0)
                && layoutWord(1) == other.layoutWord(1)
                && layoutWord(2) == other.layoutWord(2);
    }
}
