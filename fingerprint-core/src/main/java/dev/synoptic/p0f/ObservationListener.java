package dev.synoptic.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.TcpMatch;
import java.util.Optional;

/// Takes what a [PacketStream] observes, in the order in which p0f logs it (`p0f-v3.md` section 2).
///
/// Called on the stream's thread. Methods rather than records, so that nothing is allocated per observation.
public interface ObservationListener {

    /// A SYN or SYN+ACK was fingerprinted: `syn`, `syn+ack`, `sendsyn probe`, `sendsyn response`.
    void handshake(Occasion occasion, TcpMatch match);

    /// The subject's MTU: `mtu`.
    ///
    /// @param name the link with this MTU, if any row has it
    /// @param mtu  octets, may exceed 65535
    void link(Occasion occasion, Optional<String> name, int mtu);

    /// The subject's clock was sampled: `uptime`.
    ///
    /// @param minutes    since its clock stood at 0
    /// @param moduloDays after so many days it starts again
    /// @param hertz      ticks per second as measured
    void uptime(Occasion occasion, long minutes, int moduloDays, double hertz);

    /// The subject changed: `host change`.
    ///
    /// @param scores the window that says so
    void change(Occasion occasion, Reasons reasons, ScoreWindow scores);

    /// Several hosts share the subject's address: `ip sharing`.
    ///
    /// @param scores the window that says so
    void sharing(Occasion occasion, Reasons reasons, ScoreWindow scores);

    /// A whole HTTP head: `http request`, `http response`.
    ///
    /// @param language of a request by HTTP-28, else [dev.synoptic.http.HttpLanguage#NONE]
    void http(Occasion occasion, HttpMessage message, Optional<HttpMatch> match, String language);

    /// All is told that this SYN or SYN+ACK gave rise to; its link and uptime are on record.
    void handshakeTold(Occasion occasion, TcpMatch match);
}
