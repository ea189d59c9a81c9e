package dev.synoptic.match;

import dev.synoptic.flow.Connection;
import dev.synoptic.http.HttpDirection;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.ToolSystems;
import java.util.Optional;

/// The head of an HTTP message judged: what it says of its sender (`p0f-v3.md` section 10).
///
/// @param site           where it was seen
/// @param connection     the connection it came on; the subject is its client for a request, its server for a response
/// @param direction      request or response
/// @param capturedMicros when it was captured, microseconds since 1970, UTC
/// @param match          the row that explains it; empty where none does
/// @param claimed        name of the system that the software of an honest tool claims (HTTP-26)
/// @param language       what a request asks for, in English; empty where that is none, or not known (HTTP-28)
/// @param via            whether a proxy named itself (HTTP-9)
/// @param dateSeconds    `Date` of a response, seconds since 1970, unsigned 32 bits; 0 without a readable one
public record JudgedHead(
        String site,
        Connection connection,
        HttpDirection direction,
        long capturedMicros,
        Optional<Match> match,
        Optional<String> claimed,
        Optional<String> language,
        boolean via,
        long dateSeconds) {

    /// The row that won.
    ///
    /// @param label     what it says
    /// @param systems   for a tool, the systems it runs on
    /// @param dishonest whether the software is other than what the row expects (HTTP-19)
    public record Match(Label label, ToolSystems systems, boolean dishonest) {}

    /// Whether the row is a tool's.
    public boolean isTool() {
        return match.filter(row -> row.label().isTool()).isPresent();
    }

    /// Whether it is a server's.
    public boolean isResponse() {
        return direction == HttpDirection.RESPONSE;
    }
}
