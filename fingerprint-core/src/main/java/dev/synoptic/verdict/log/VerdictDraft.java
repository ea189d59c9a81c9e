package dev.synoptic.verdict.log;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.log.SessionNames.SessionName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A verdict in the making: first what its session says, then what was decided.
public final class VerdictDraft {

    /// The most recipients' domains that one record names.
    static final int DOMAINS_MAX = 100;

    private final ExtractorSettings settings;
    private final SessionName name;
    private final IpAddress client;
    private final long openMicros;
    private final Precision precision;
    private final Set<String> recipientDomains = new LinkedHashSet<>();

    private String host = "";
    private String service = "";
    private OptionalInt port = OptionalInt.empty();
    private String clientName = "unknown";
    private Optional<String> helo = Optional.empty();
    private OptionalLong closeMicros = OptionalLong.empty();
    private boolean tls;
    private Optional<String> saslMethod = Optional.empty();
    private Optional<String> saslUser = Optional.empty();
    private Via via = Via.DIRECT;
    private Optional<String> queueId = Optional.empty();
    private Optional<String> senderDomain = Optional.empty();
    private int accepted;
    private int refused;
    private OptionalLong size = OptionalLong.empty();
    private Optional<ContentScore> score = Optional.empty();
    private int revision;
    private int repeat = 1;

    public VerdictDraft(
            ExtractorSettings settings, SessionName name, IpAddress client, long openMicros, Precision precision) {
        this.settings = settings;
        this.name = name;
        this.client = client;
        this.openMicros = openMicros;
        this.precision = precision;
    }

    public VerdictDraft at(String mailHost, String serviceName, Via how) {
        host = settings.host().orElse(mailHost);
        service = serviceName;
        via = how;
        return this;
    }

    public VerdictDraft from(OptionalInt clientPort, String reverseName, Optional<String> heloName) {
        port = clientPort;
        clientName = reverseName.isEmpty() ? "unknown" : Words.bounded(reverseName);
        helo = heloName.map(Words::bounded);
        return this;
    }

    public VerdictDraft closed(OptionalLong micros) {
        closeMicros = micros;
        return this;
    }

    public VerdictDraft secured(boolean encrypted, Optional<String> method, Optional<String> user) {
        tls = encrypted;
        saslMethod = method.map(Words::bounded);
        saslUser = user.flatMap(settings.users()::kept);
        return this;
    }

    public VerdictDraft message(Optional<String> id, Optional<String> sender, OptionalLong octets) {
        queueId = id;
        senderDomain = sender.flatMap(Words::domain);
        size = octets;
        return this;
    }

    public VerdictDraft recipients(int stoodAccepted, int wereRefused, List<String> addresses) {
        accepted = stoodAccepted;
        refused = wereRefused;
        for (String address : addresses) {
            if (recipientDomains.size() < DOMAINS_MAX) Words.domain(address).ifPresent(recipientDomains::add);
        }
        return this;
    }

    public VerdictDraft scored(ContentScore byContent) {
        score = Optional.of(byContent);
        return this;
    }

    public VerdictDraft revised(int number) {
        revision = number;
        return this;
    }

    public VerdictDraft repeated(int times) {
        repeat = times;
        return this;
    }

    /// The verdict of one transaction, numbered from 1.
    public Verdict transaction(int ordinal, Decision decision) {
        return verdict(Unit.TRANSACTION, ordinal, decision);
    }

    /// The verdict of a connection without a transaction.
    public Verdict connection(Decision decision) {
        return verdict(Unit.CONNECTION, 0, decision);
    }

    private Verdict verdict(Unit unit, int ordinal, Decision decision) {
        return new Verdict(
                name.event(ordinal),
                name.id(),
                revision,
                settings.agent(),
                settings.site(),
                openMicros,
                decision.micros(),
                closeMicros,
                precision,
                host,
                service,
                client,
                port,
                clientName,
                helo,
                queueId,
                unit,
                decision.outcome(),
                decision.stage(),
                decision.code(),
                decision.enhanced(),
                decision.reason(),
                score,
                senderDomain,
                List.copyOf(recipientDomains),
                accepted,
                refused,
                size,
                tls,
                saslMethod,
                saslUser,
                via,
                repeat);
    }

    /// What was decided, and by which line.
    ///
    /// @param outcome  the verdict
    /// @param stage    where it fell
    /// @param code     three-digit reply
    /// @param enhanced status code
    /// @param reason   class of reason
    /// @param micros   when
    /// @param line     the deciding line
    public record Decision(
            Outcome outcome,
            Stage stage,
            OptionalInt code,
            Optional<String> enhanced,
            Optional<String> reason,
            long micros,
            RawRef line) {

        /// Accepted at the end of the message.
        public static Decision accepted(long micros, RawRef line) {
            return new Decision(
                    Outcome.ACCEPTED, Stage.EOM, OptionalInt.of(250), Optional.empty(), Optional.empty(), micros, line);
        }

        /// The client went away, or was sent away, before anything was decided.
        public static Decision aborted(Stage stage, long micros, RawRef line) {
            return new Decision(
                    Outcome.ABORTED, stage, OptionalInt.empty(), Optional.empty(), Optional.empty(), micros, line);
        }
    }
}
