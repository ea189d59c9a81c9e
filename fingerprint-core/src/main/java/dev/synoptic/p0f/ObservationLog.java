package dev.synoptic.p0f;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.match.HttpMatch;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.SignatureDatabase;
import java.time.ZoneId;
import java.util.Optional;

/// Writes observations with p0f's words (`p0f-v3.md` section 12).
public final class ObservationLog implements ObservationListener {

    private static final String UNKNOWN = "???";
    private static final int MINUTES_PER_DAY = 1440;

    private final TextBuffer text;
    private final FieldStyle style;
    private final RawHttp rawHttp;

    private ObservationLog(SignatureDatabase database, TextBuffer text, FieldStyle style) {
        this.text = text;
        this.style = style;
        this.rawHttp = new RawHttp(database);
    }

    /// One line an observation, as in p0f's log file.
    ///
    /// @param zone whose local time the lines bear
    public static ObservationLog lines(SignatureDatabase database, ZoneId zone, TextBuffer text) {
        return new ObservationLog(database, text, new LogLineStyle(zone));
    }

    /// A block an observation, as on p0f's standard output.
    public static ObservationLog blocks(SignatureDatabase database, TextBuffer text) {
        return new ObservationLog(database, text, new BlockStyle());
    }

    private void field(String key, String value) {
        style.field(text, key);
        text.put(value);
        style.endField(text);
    }

    private void number(String key, long value) {
        style.field(text, key);
        text.putDecimal(value);
        style.endField(text);
    }

    /// TCP-6.
    private void label(String key, Label label) {
        style.field(text, key);
        text.put(label.name());
        if (!label.flavor().isEmpty()) text.put(' ').put(label.flavor());
        style.endField(text);
    }

    @Override
    public void handshake(Occasion occasion, TcpMatch match) {
        style.begin(text, occasion, module(occasion));
        if (match.winner().isEmpty()) {
            field("os", UNKNOWN);
        } else {
            label(
                    match.isTool() || occasion.isProbe() ? "app" : "os",
                    match.winner().get().signature().label());
        }
        style.field(text, "dist");
        if (match.hasRandomTtl()) text.put("<= "); // TCP-7
        text.putDecimal(match.distance());
        style.endField(text);
        field("params", match.params());
        field("raw_sig", match.rawSignature());
        style.end(text);
    }

    private static String module(Occasion occasion) {
        if (occasion.isProbe()) return occasion.isOfClient() ? "sendsyn probe" : "sendsyn response";
        return occasion.isOfClient() ? "syn" : "syn+ack";
    }

    /// MTU-2.
    @Override
    public void link(Occasion occasion, Optional<String> name, int mtu) {
        style.begin(text, occasion, "mtu");
        field("link", name.orElse(UNKNOWN));
        number("raw_mtu", mtu);
        style.end(text);
    }

    /// UP-3.
    @Override
    public void uptime(Occasion occasion, long minutes, int moduloDays, double hertz) {
        style.begin(text, occasion, "uptime");
        style.field(text, "uptime");
        text.putDecimal(minutes / MINUTES_PER_DAY).put(" days ");
        text.putDecimal(minutes / 60 % 24).put(" hrs ");
        text.putDecimal(minutes % 60).put(" min (modulo ");
        text.putDecimal(moduloDays).put(" days)");
        style.endField(text);
        style.field(text, "raw_freq");
        TwoDecimals.put(text, hertz);
        text.put(" Hz");
        style.endField(text);
        style.end(text);
    }

    @Override
    public void change(Occasion occasion, Reasons reasons, ScoreWindow scores) {
        score(occasion, "host change", reasons, scores);
    }

    @Override
    public void sharing(Occasion occasion, Reasons reasons, ScoreWindow scores) {
        score(occasion, "ip sharing", reasons, scores);
    }

    /// SCORE-5.
    private void score(Occasion occasion, String module, Reasons reasons, ScoreWindow scores) {
        style.begin(text, occasion, module);
        field("reason", reasons.text());
        style.field(text, "raw_hits");
        text.putDecimal(scores.hitsAbove5())
                .put(',')
                .putDecimal(scores.hitsAbove2())
                .put(',');
        text.putDecimal(scores.hitsAbove1()).put(',').putDecimal(scores.hitsAbove0());
        style.endField(text);
        style.end(text);
    }

    /// Section 10.7.
    @Override
    public void http(Occasion occasion, HttpMessage message, Optional<HttpMatch> match, String language) {
        style.begin(text, occasion, occasion.isOfClient() ? "http request" : "http response");
        if (match.isEmpty()) {
            field("app", UNKNOWN);
        } else {
            var label = match.get().signature().label();
            label(label.isTool() ? "app" : "os", label);
        }
        field("lang", language);
        field("params", params(message, match));
        style.field(text, "raw_sig");
        rawHttp.put(text, message);
        style.endField(text);
        style.end(text);
    }

    private static String params(HttpMessage message, Optional<HttpMatch> match) {
        boolean generic = match.isPresent() && match.get().signature().label().generic();
        boolean dishonest = match.isPresent() && match.get().dishonest();
        var words = new StringBuilder();
        if (dishonest) words.append("dishonest ");
        if (message.software().isEmpty()) words.append("anonymous ");
        if (generic) words.append("generic ");
        return words.isEmpty() ? "none" : words.substring(0, words.length() - 1);
    }

    @Override
    public void handshakeTold(Occasion occasion, TcpMatch match) {}
}
