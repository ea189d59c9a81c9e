package dev.synoptic.standalone.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.p0f.ObservationListener;
import dev.synoptic.p0f.Occasion;
import java.util.Optional;

/// Listens to nothing: a run that only answers queries.
record Nobody() implements ObservationListener {

    @Override
    public void handshake(Occasion occasion, TcpMatch match) {}

    @Override
    public void link(Occasion occasion, Optional<String> name, int mtu) {}

    @Override
    public void uptime(Occasion occasion, long minutes, int moduloDays, double hertz) {}

    @Override
    public void change(Occasion occasion, Reasons reasons, ScoreWindow scores) {}

    @Override
    public void sharing(Occasion occasion, Reasons reasons, ScoreWindow scores) {}

    @Override
    public void http(Occasion occasion, HttpMessage message, Optional<HttpMatch> match, String language) {}

    @Override
    public void handshakeTold(Occasion occasion, TcpMatch match) {}
}
