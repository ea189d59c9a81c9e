package dev.synoptic.verdict;

import dev.synoptic.packet.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a mail server decided about one SMTP transaction, or one connection without any (`mail.md` a.1, a.2).
///
/// Never an address of a person: senders and recipients are domains only (`mail.md` P2).
///
/// @param eventId      16 octets in lower-case hex, equal for equal input (V40)
/// @param sessionId    16 octets in lower-case hex, shared by all verdicts of one session: they inherit one
///     fingerprint (J4)
/// @param revision     0 first; a higher one replaces a lower (V20, J6)
/// @param agent        the agent that read the log
/// @param site         the site of the mail host
/// @param openMicros   start of the session, microseconds since 1970, UTC
/// @param micros       moment of the verdict
/// @param closeMicros  end of the session, where known
/// @param precision    how finely the log tells time
/// @param host         the mail host as the log names it
/// @param service      `smtpd`, `submission`, `postscreen` …
/// @param client       the client's address, v4-mapped folded to v4
/// @param clientPort   where logged
/// @param clientName   verified reverse name, or `unknown`
/// @param helo         HELO or EHLO name, where logged
/// @param queueId      where one was given
/// @param unit         transaction, or connection without one
/// @param outcome      the verdict
/// @param stage        where it fell
/// @param code         three-digit reply, where logged
/// @param enhanced     enhanced status code, where logged
/// @param reason       class of reason (a.9); empty where nothing was refused
/// @param score        of the message by a content filter, where one told it (V30)
/// @param senderDomain lower case; `<>` for the null sender; empty where unknown
/// @param recipientDomains lower case, in order of appearance, without repeats
/// @param recipientsAccepted how many recipients stood accepted
/// @param recipientsRefused how many were refused
/// @param sizeOctets   as the server logs it
/// @param tls          whether the session was encrypted
/// @param saslMethod   of a successful login
/// @param saslUser     of a successful login, keyed hash or left out by the privacy rules (P2)
/// @param via          how the client's address came here
/// @param repeat       identical events folded by the syslog daemon, at least 1
public record Verdict(
        String eventId,
        String sessionId,
        int revision,
        String agent,
        String site,
        long openMicros,
        long micros,
        OptionalLong closeMicros,
        Precision precision,
        String host,
        String service,
        IpAddress client,
        OptionalInt clientPort,
        String clientName,
        Optional<String> helo,
        Optional<String> queueId,
        Unit unit,
        Outcome outcome,
        Stage stage,
        OptionalInt code,
        Optional<String> enhanced,
        Optional<String> reason,
        Optional<ContentScore> score,
        Optional<String> senderDomain,
        List<String> recipientDomains,
        int recipientsAccepted,
        int recipientsRefused,
        OptionalLong sizeOctets,
        boolean tls,
        Optional<String> saslMethod,
        Optional<String> saslUser,
        Via via,
        int repeat) {

    /// What is counted (V1, V2).
    public enum Unit {
        TRANSACTION,
        CONNECTION
    }

    /// The verdict (V3).
    public enum Outcome {
        ACCEPTED,
        REJECTED,
        GREYLISTED,
        DEFERRED,
        ABORTED
    }

    /// The SMTP stage at which it fell.
    public enum Stage {
        CONNECT,
        HELO,
        STARTTLS,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        EOM
    }

    /// The finest unit of the log's timestamps.
    public enum Precision {
        SECONDS,
        MILLISECONDS,
        MICROSECONDS
    }

    /// How the client's address came to the server.
    public enum Via {
        DIRECT,
        PROXY,
        XCLIENT
    }

    public Verdict {
        recipientDomains = List.copyOf(recipientDomains);
    }

    /// Names the mail host among all of the fleet: as the log does, or by its site where the log tells no name.
    public String server() {
        return host.isEmpty() ? site : host;
    }

    /// The same transaction, decided otherwise at the same stage.
    public Verdict decided(
            Outcome other, OptionalInt itsCode, Optional<String> itsEnhanced, Optional<String> itsReason) {
        return with(revision, other, itsCode, itsEnhanced, itsReason, score);
    }

    /// The same refusal for this class of reason.
    public Verdict because(String itsReason) {
        return with(revision, outcome, code, enhanced, Optional.of(itsReason), score);
    }

    /// The same of a message with this score.
    public Verdict scored(ContentScore itsScore) {
        return with(revision, outcome, code, enhanced, reason, Optional.of(itsScore));
    }

    /// The same under another revision.
    public Verdict revised(int number) {
        return number == revision ? this : with(number, outcome, code, enhanced, reason, score);
    }

    private Verdict with(
            int number,
            Outcome other,
            OptionalInt itsCode,
            Optional<String> itsEnhanced,
            Optional<String> itsReason,
            Optional<ContentScore> itsScore) {
        return new Verdict(
                eventId,
                sessionId,
                number,
                agent,
                site,
                openMicros,
                micros,
                closeMicros,
                precision,
                host,
                service,
                client,
                clientPort,
                clientName,
                helo,
                queueId,
                unit,
                other,
                stage,
                itsCode,
                itsEnhanced,
                itsReason,
                itsScore,
                senderDomain,
                recipientDomains,
                recipientsAccepted,
                recipientsRefused,
                sizeOctets,
                tls,
                saslMethod,
                saslUser,
                via,
                repeat);
    }
}
