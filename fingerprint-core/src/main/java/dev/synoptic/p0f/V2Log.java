package dev.synoptic.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.TcpMatch;
import java.util.Optional;

/// One line a handshake in the manner of p0f 2 (its `-l`), for tools that still read that:
///
/// ```
/// 192.0.2.1:4000 - Linux 3.11 and newer (up: 21 hrs) -> 192.0.2.25:25 (distance 7, link: Ethernet or modem)
/// ```
/// The sender of the SYN or SYN+ACK comes first. Nothing else is told: p0f 2 knew of nothing else.
public final class V2Log implements ObservationListener {

    private static final int MINUTES_PER_HOUR = 60;

    private final TextBuffer text;
    private Optional<String> linkName = Optional.empty();

    /// Writes into `text`.
    public V2Log(TextBuffer text) {
        this.text = text;
    }

    @Override
    public void handshake(Occasion occasion, TcpMatch match) {
        linkName = Optional.empty();
    }

    @Override
    public void link(Occasion occasion, Optional<String> name, int mtu) {
        linkName = name;
    }

    @Override
    public void handshakeTold(Occasion occasion, TcpMatch match) {
        putEnd(occasion, occasion.isOfClient());
        text.put(" - ");
        putSystem(match);
        if (occasion.recordedModuloDays() != 0) {
            text.put(" (up: ")
                    .putDecimal(occasion.recordedUptimeMinutes() / MINUTES_PER_HOUR)
                    .put(" hrs)");
        }
        text.put(" -> ");
        putEnd(occasion, !occasion.isOfClient());
        text.put(" (distance ").putDecimal(match.distance());
        text.put(", link: ").put(linkName.orElse("unknown")).put(')');
        text.endLine();
    }

    private void putEnd(Occasion occasion, boolean client) {
        if (client) {
            text.putAddress(occasion.ipVersion(), occasion.clientHigh(), occasion.clientLow())
                    .put(':')
                    .putDecimal(occasion.clientPort());
        } else {
            text.putAddress(occasion.ipVersion(), occasion.serverHigh(), occasion.serverLow())
                    .put(':')
                    .putDecimal(occasion.serverPort());
        }
    }

    private void putSystem(TcpMatch match) {
        if (match.winner().isEmpty()) {
            text.put("UNKNOWN [").put(match.rawSignature()).put(']');
            return;
        }
        var label = match.winner().get().signature().label();
        text.put(label.name());
        if (!label.flavor().isEmpty()) text.put(' ').put(label.flavor());
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
