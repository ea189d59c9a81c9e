package dev.synoptic.p0f;

import org.jspecify.annotations.Nullable;

/// When something was observed, on which connection, and of which end. Good only until the listener returns.
public final class Occasion {

    private long seconds;
    private int micros;
    private @Nullable Flow flow;
    private boolean ofClient;

    Occasion() {}

    void at(long atSeconds, int atMicros) {
        seconds = atSeconds;
        micros = atMicros;
    }

    Occasion of(Flow connection, boolean client) {
        flow = connection;
        ofClient = client;
        return this;
    }

    private Flow connection() {
        if (flow == null) throw new IllegalStateException("nothing is being observed");
        return flow;
    }

    /// Capture time of the packet, whole seconds since 1970, UTC.
    public long seconds() {
        return seconds;
    }

    /// The rest of that time, 0 to 999,999 microseconds.
    public int micros() {
        return micros;
    }

    /// Whether the client is the subject; else the server.
    public boolean isOfClient() {
        return ofClient;
    }

    /// 4 or 6.
    public int ipVersion() {
        return connection().version;
    }

    /// First word of the client's address as in [dev.synoptic.packet.IpAddress#high].
    public long clientHigh() {
        return connection().clientHigh;
    }

    /// Last word of the client's address.
    public long clientLow() {
        return connection().clientLow;
    }

    /// The client's port.
    public int clientPort() {
        return connection().clientPort;
    }

    /// First word of the server's address.
    public long serverHigh() {
        return connection().serverHigh;
    }

    /// Last word of the server's address.
    public long serverLow() {
        return connection().serverLow;
    }

    /// The server's port.
    public int serverPort() {
        return connection().serverPort;
    }

    /// Whether the opening SYN was a probe of p0f's (section 14).
    public boolean isProbe() {
        return connection().probe;
    }

    private Host subject() {
        var flow = connection();
        return ofClient ? flow.client : flow.server;
    }

    /// Uptime on the subject's record in minutes; meaningful only where [#recordedModuloDays] is not 0.
    public long recordedUptimeMinutes() {
        return subject().uptimeMinutes;
    }

    /// Days after which that uptime starts again; 0 while no uptime is known.
    public int recordedModuloDays() {
        return subject().uptimeModuloDays;
    }
}
