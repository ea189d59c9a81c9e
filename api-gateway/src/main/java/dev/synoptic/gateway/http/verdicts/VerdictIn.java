package dev.synoptic.gateway.http.verdicts;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.Verdict.Via;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A verdict as it is sent in: `mail.md` a.2 without what only a log reader knows. Never an address of a person.
@Meaning("What a mail server decided about one SMTP transaction, or one connection without any.")
public record VerdictIn(
        @Meaning("The sender's own name of this verdict. Sent again, it counts once.")
        String id,

        @Meaning("The sender's own name of the session; without it the verdict's id.")
        Optional<String> session,

        @Meaning("0 first; a higher one replaces a lower of the same id.")
        OptionalInt revision,

        @Meaning("The site; without it the one of the token.")
        Optional<String> site,

        @Meaning(value = "Moment of the verdict.", example = "2026-11-20T16:00:03.25Z")
        Instant at,

        @Meaning("Start of the session; without it `at`.") Optional<Instant> openedAt,
        @Meaning("End of the session.") Optional<Instant> closedAt,

        @Meaning(value = "The mail host.", example = "mx1.example.net")
        String host,

        @Meaning(value = "Which service of it; without it `smtpd`.", example = "submission")
        Optional<String> service,

        @Meaning(value = "IPv4 or IPv6 address of the client.", example = "192.0.2.1")
        String client,

        @Meaning("Port of the client: with it verdict and handshake are joined exactly.")
        OptionalInt clientPort,

        @Meaning("Verified reverse name of the client.") Optional<String> clientName,
        @Meaning("HELO or EHLO name.") Optional<String> helo,

        @Meaning("`transaction`, unless there was none in the connection.")
        Optional<Unit> unit,

        @Meaning("The verdict.") Outcome outcome,
        @Meaning("Where in the session it fell.") Stage stage,
        @Meaning("Three-digit reply.") OptionalInt code,

        @Meaning(value = "Enhanced status code.", example = "5.7.1")
        Optional<String> enhanced,

        @Meaning(value = "Class of reason.", example = "dnsbl")
        Optional<String> reason,

        @Meaning("Points of a content filter, on its own scale.")
        OptionalDouble score,

        @Meaning("Points from which that filter would refuse; only beside `score`.")
        OptionalDouble scoreLimit,

        @Meaning("Domain of the sender, never the whole address; `<>` for the null sender.")
        Optional<String> senderDomain,

        @Meaning("Domains of the recipients, never whole addresses.")
        Optional<List<String>> recipientDomains,

        @Meaning("How many recipients stood accepted.") OptionalInt recipientsAccepted,
        @Meaning("How many recipients were refused.") OptionalInt recipientsRefused,
        @Meaning("Size of the message.") OptionalLong sizeOctets,
        @Meaning("Whether the session was encrypted.") Optional<Boolean> tls,

        @Meaning("How the client's address came to the server; `direct` unless said.")
        Optional<Via> via) {}
