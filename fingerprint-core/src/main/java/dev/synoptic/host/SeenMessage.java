package dev.synoptic.host;

import dev.synoptic.match.JudgedHead;
import dev.synoptic.signature.Label;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is kept of a host's last HTTP message, to hold the next one against (`p0f-v3.md` HTTP-29, HTTP-30).
///
/// Labels are compared as such, never by their numbers: those shift with every change of the file.
///
/// @param label       what matched; empty where nothing did
/// @param dateSeconds the `Date` header as seconds since 1970, unsigned 32 bits; 0 without a readable one
/// @param micros      when it was captured, microseconds since 1970, UTC
/// @param serverPort  port of the server that sent a response; 0 for a request
public record SeenMessage(Optional<Label> label, long dateSeconds, long micros, int serverPort)
        implements MessageTrace {

    private static final long U32 = 0xFFFF_FFFFL;

    /// What is kept of this head.
    static SeenMessage of(JudgedHead head) {
        return new SeenMessage(
                head.match().map(JudgedHead.Match::label),
                head.dateSeconds(),
                head.capturedMicros(),
                head.isResponse() ? head.connection().serverPort() : 0);
    }

    @Override
    public @Nullable String name() {
        return label.map(Label::name).orElse(null);
    }

    @Override
    public int labelNumber() {
        return 0;
    }

    @Override
    public int nameNumber() {
        return 0;
    }

    @Override
    public boolean isOtherTool(MessageTrace later) {
        return isOther(later);
    }

    @Override
    public boolean isOtherSystem(MessageTrace later) {
        return isOther(later);
    }

    private boolean isOther(MessageTrace later) {
        return !(later instanceof SeenMessage seen && label.equals(seen.label()));
    }

    @Override
    public long receivedSeconds() {
        return Math.floorDiv(micros, 1_000_000L) & U32;
    }
}
