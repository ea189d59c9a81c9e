package dev.synoptic.standalone.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.p0f.ObservationListener;
import dev.synoptic.p0f.Occasion;
import java.util.Optional;

/// Tells two listeners, one after the other.
record Both(ObservationListener first, ObservationListener second) implements ObservationListener {

    @Override
    public void handshake(Occasion occasion, TcpMatch match) {
        first.handshake(occasion, match);
        second.handshake(occasion, match);
    }

    @Override
    public void link(Occasion occasion, Optional<String> name, int mtu) {
        first.link(occasion, name, mtu);
        second.link(occasion, name, mtu);
    }

    @Override
    public void uptime(Occasion occasion, long minutes, int moduloDays, double hertz) {
        first.uptime(occasion, minutes, moduloDays, hertz);
        second.uptime(occasion, minutes, moduloDays, hertz);
    }

    @Override
    public void change(Occasion occasion, Reasons reasons, ScoreWindow scores) {
        first.change(occasion, reasons, scores);
        second.change(occasion, reasons, scores);
    }

    @Override
    public void sharing(Occasion occasion, Reasons reasons, ScoreWindow scores) {
        first.sharing(occasion, reasons, scores);
        second.sharing(occasion, reasons, scores);
    }

    @Override
    public void http(Occasion occasion, HttpMessage message, Optional<HttpMatch> match, String language) {
        first.http(occasion, message, match, language);
        second.http(occasion, message, match, language);
    }

    @Override
    public void handshakeTold(Occasion occasion, TcpMatch match) {
        first.handshakeTold(occasion, match);
        second.handshakeTold(occasion, match);
    }
}
