package dev.synoptic.gateway.http.hosts;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.tcp.HandshakeStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One handshake, and why it was judged so.
@Meaning("One handshake, and why it was judged so.")
public record HandshakeReply(
        @Meaning("Address of the host whose handshake it is.")
        String address,

        @Meaning("When it was captured.") Instant capturedAt,
        @Meaning("Which agent captured it.") String agent,
        @Meaning("At which site.") String site,

        @Meaning("Whether the handshake is known to be complete; until then it may be forged.")
        boolean completed,

        @Meaning("Which packet of the handshake told.") HandshakeStep step,

        @Meaning("What was seen, in the shape of a signature.")
        String rawSignature,

        @Meaning("Digest of the signatures that judged it.") String database,

        @Meaning("Hops between sender and capture; a guess where nothing matched.")
        int distanceHops,

        @Meaning("The signature that explains it; absent where none does.")
        Optional<Match> match) {

    /// The signature that won.
    @Meaning("The signature that won.")
    public record Match(
            @Meaning("What it says.") String label,
            @Meaning("Its line in the signature file.") int signatureFileLine,
            @Meaning("How well it fits.") MatchQuality quality,

            @Meaning("Whether it names a program rather than a system.")
            boolean tool,

            @Meaning("Whether the distance is only an upper bound.")
            boolean randomTtl) {}

    static HandshakeReply of(Fingerprint seen) {
        var connection = seen.connection();
        var subject = seen.seen().step() == HandshakeStep.SYN ? connection.client() : connection.server();
        return new HandshakeReply(
                subject.text(),
                Instant.EPOCH.plus(seen.capturedMicros(), ChronoUnit.MICROS),
                seen.origin().agent(),
                seen.origin().site(),
                seen.completed(),
                seen.seen().step(),
                seen.rawSignature(),
                seen.databaseVersion(),
                seen.judgement().distance(),
                seen.judgement()
                        .match()
                        .map(match -> new Match(
                                match.label().text(),
                                match.line(),
                                match.quality(),
                                match.label().isTool(),
                                match.randomTtl())));
    }
}
