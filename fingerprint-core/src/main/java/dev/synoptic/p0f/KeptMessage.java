package dev.synoptic.p0f;

import dev.synoptic.host.MessageTrace;
import dev.synoptic.match.HttpMatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An HTTP message as a host's record keeps it (`p0f-v3.md` HTTP-29, HTTP-30).
record KeptMessage(Optional<HttpMatch> match, long dateSeconds, long receivedSeconds) implements MessageTrace {

    @Override
    public @Nullable String name() {
        return match.map(row -> row.signature().label().name()).orElse(null);
    }

    @Override
    public int labelNumber() {
        return match.map(row -> row.signature().row().number()).orElse(0);
    }

    @Override
    public int nameNumber() {
        return match.map(row -> row.signature().row().nameNumber()).orElse(0);
    }
}
