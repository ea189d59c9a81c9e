package dev.synoptic.verdict;

import dev.synoptic.packet.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A verdict of which a test says only what it is about; the rest is a message that `smtpd` of `mx` accepted.
public final class SampleVerdict {

    private final Verdict from;
    private String eventId;
    private String sessionId;
    private int revision;
    private String agent;
    private String site;
    private long openMicros;
    private long micros;
    private Verdict.Precision precision;
    private String host;
    private String service;
    private IpAddress client;
    private OptionalInt clientPort;
    private Verdict.Unit unit;
    private Verdict.Outcome outcome;
    private Verdict.Stage stage;
    private Optional<String> reason;
    private Optional<ContentScore> score;
    private int recipientsRefused;
    private Optional<String> saslMethod;
    private Optional<String> saslUser;
    private int repeat;
    private OptionalLong closeMicros;

    private SampleVerdict(Verdict from) {
        this.from = from;
        eventId = from.eventId();
        sessionId = from.sessionId();
        revision = from.revision();
        agent = from.agent();
        site = from.site();
        openMicros = from.openMicros();
        micros = from.micros();
        precision = from.precision();
        host = from.host();
        service = from.service();
        client = from.client();
        clientPort = from.clientPort();
        unit = from.unit();
        outcome = from.outcome();
        stage = from.stage();
        reason = from.reason();
        score = from.score();
        recipientsRefused = from.recipientsRefused();
        saslMethod = from.saslMethod();
        saslUser = from.saslUser();
        repeat = from.repeat();
        closeMicros = from.closeMicros();
    }

    /// A message of `client`, accepted in the second when 1970 began.
    public static SampleVerdict from(IpAddress client) {
        return like(new Verdict(
                "00000000000000000000000000000000",
                "00000000000000000000000000000000",
                0,
                "agent",
                "mx",
                0,
                0,
                OptionalLong.empty(),
                Verdict.Precision.SECONDS,
                "mx",
                "smtpd",
                client,
                OptionalInt.empty(),
                "unknown",
                Optional.empty(),
                Optional.empty(),
                Verdict.Unit.TRANSACTION,
                Verdict.Outcome.ACCEPTED,
                Verdict.Stage.RCPT,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                0,
                OptionalLong.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Verdict.Via.DIRECT,
                1));
    }

    /// Another one like it.
    public static SampleVerdict like(Verdict verdict) {
        return new SampleVerdict(verdict);
    }

    /// Names the event, and the session by the same name.
    public SampleVerdict event(String id) {
        eventId = id;
        sessionId = id;
        return this;
    }

    public SampleVerdict session(String id) {
        sessionId = id;
        return this;
    }

    /// @param open    start of the session, microseconds since 1970, UTC
    /// @param decided moment of the verdict
    public SampleVerdict at(long open, long decided) {
        openMicros = open;
        micros = decided;
        return this;
    }

    /// @param micros end of the session
    public SampleVerdict closed(long micros) {
        closeMicros = OptionalLong.of(micros);
        return this;
    }

    public SampleVerdict revision(int value) {
        revision = value;
        return this;
    }

    public SampleVerdict agent(String value) {
        agent = value;
        return this;
    }

    public SampleVerdict site(String value) {
        site = value;
        return this;
    }

    public SampleVerdict precision(Verdict.Precision value) {
        precision = value;
        return this;
    }

    public SampleVerdict host(String value) {
        host = value;
        return this;
    }

    public SampleVerdict service(String value) {
        service = value;
        return this;
    }

    public SampleVerdict client(IpAddress value) {
        client = value;
        return this;
    }

    public SampleVerdict clientPort(OptionalInt value) {
        clientPort = value;
        return this;
    }

    public SampleVerdict unit(Verdict.Unit value) {
        unit = value;
        return this;
    }

    public SampleVerdict outcome(Verdict.Outcome value) {
        outcome = value;
        return this;
    }

    public SampleVerdict stage(Verdict.Stage value) {
        stage = value;
        return this;
    }

    public SampleVerdict reason(Optional<String> value) {
        reason = value;
        return this;
    }

    public SampleVerdict score(ContentScore value) {
        score = Optional.of(value);
        return this;
    }

    public SampleVerdict recipientsRefused(int value) {
        recipientsRefused = value;
        return this;
    }

    public SampleVerdict saslMethod(Optional<String> value) {
        saslMethod = value;
        return this;
    }

    public SampleVerdict saslUser(String value) {
        saslUser = Optional.of(value);
        return this;
    }

    public SampleVerdict repeat(int value) {
        repeat = value;
        return this;
    }

    public Verdict verdict() {
        return new Verdict(
                eventId,
                sessionId,
                revision,
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
                from.clientName(),
                from.helo(),
                from.queueId(),
                unit,
                outcome,
                stage,
                from.code(),
                from.enhanced(),
                reason,
                score,
                from.senderDomain(),
                from.recipientDomains(),
                from.recipientsAccepted(),
                recipientsRefused,
                from.sizeOctets(),
                from.tls(),
                saslMethod,
                saslUser,
                from.via(),
                repeat);
    }
}
