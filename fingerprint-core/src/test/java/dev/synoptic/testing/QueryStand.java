package dev.synoptic.testing;

/// Where a [QueryScript] is played: a packet stream with something in front that answers p0f's queries.
public interface QueryStand {

    /// Feeds so many more packets that pass the filter.
    void feed(int packets);

    /// Opens a query connection.
    void connect(String connection);

    /// Writes these octets.
    void send(String connection, byte[] octets);

    /// Waits for so many octets.
    byte[] receive(String connection, int count);

    /// Whether nothing comes back for so long.
    boolean isSilent(String connection, int millis);

    /// Closes the connection.
    void close(String connection);
}
