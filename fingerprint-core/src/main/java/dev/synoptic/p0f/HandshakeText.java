package dev.synoptic.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.TcpMatch;
import java.util.Optional;

/// Two lines a SYN, in the manner of p0f 2: for tools that were made for its output.
///
/// ```
/// 192.0.2.1:1025 - Linux 3.11 and newer (up: 12 hrs)
///   -> 198.51.100.1:25 (distance 3, link: Ethernet or modem)
/// ```
public final class HandshakeText implements ObservationListener {

    private static final int MINUTES_PER_HOUR = 60;

    private final TextBuffer text;
    private Optional<String> link = Optional.empty();

    /// Writes to `text`.
    public HandshakeText(TextBuffer text) {
        this.text = text;
    }

    @Override
    public void handshakeTold(Occasion occasion, TcpMatch match) {
        if (!occasion.isOfClient()) return;
        putClient(occasion);
        text.put(" - ");
        if (match.winner().isPresent()) {
            text.put(match.winner().get().signature().label().text());
        } else {
            text.put("UNKNOWN [").put(match.rawSignature()).put(']');
        }
        if (occasion.recordedModuloDays() != 0) {
            text.put(" (up: ")
                    .putDecimal(occasion.recordedUptimeMinutes() / MINUTES_PER_HOUR)
                    .put(" hrs)");
        }
        text.put("\n  -> ").putAddress(occasion.ipVersion(), occasion.serverHigh(), occasion.serverLow());
        text.put(':').putDecimal(occasion.serverPort());
        text.put(" (distance ").putDecimal(match.distance()).put(", link: ");
        text.put(link.orElse("unknown")).put(')');
        text.endLine();
    }

    private void putClient(Occasion occasion) {
        text.putAddress(occasion.ipVersion(), occasion.clientHigh(), occasion.clientLow())
                .put(':')
                .putDecimal(occasion.clientPort());
    }

    @Override
    public void handshake(Occasion occasion, TcpMatch match) {
        link = Optional.empty();
    }

    @Override
    public void link(Occasion occasion, Optional<String> name, int mtu) {
        link = name;
    }

    @Override
    public void uptime(Occasion occasion, long minutes, int moduloDays, double hertz) {}

    @Override
    public void change(Occasion occasion, Reasons reasons, ScoreWindow scores) {}

    @Override
    public void sharing(Occasion occasion, Reasons reasons, ScoreWindow scores) {}

    @Override
    public void http(Occasion occasion, HttpMessage message, Optional<HttpMatch> match, String language) {}
}
