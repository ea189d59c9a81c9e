package dev.synoptic.verdict.rspamd;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictDraft;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.VerdictSink;
import java.util.Optional;
import java.util.OptionalInt;

/// Verdicts by rspamd's actions alone (V5, V30): one for each message that it looked at.
final class ContentVerdicts implements OpinionSink {

    private static final String SERVICE = "rspamd";

    private final ExtractorSettings settings;
    private final Tally tally;
    private final Emission emission;
    private final SessionNames names = new SessionNames();

    ContentVerdicts(ExtractorSettings settings, Tally tally, VerdictSink sink) {
        this.settings = settings;
        this.tally = tally;
        this.emission = new Emission(sink, tally);
    }

    @Override
    public void opinion(JudgedMail mail, RawRef line) {
        mail.opinion().client().ifPresentOrElse(client -> verdict(mail, client, line), () -> tally.count(Kind.LOCAL));
    }

    /// A session is known by its message alone; it began before rspamd had the message.
    private void verdict(JudgedMail mail, IpAddress client, RawRef line) {
        Opinion opinion = mail.opinion();
        long open = opinion.micros() - opinion.scanMicros();
        String host = settings.host().orElse(mail.host());
        var name = names.begin(host, SERVICE + ' ' + mail.tag() + ' ' + client.text(), open);
        var envelope = opinion.envelope();
        var draft = new VerdictDraft(settings, name, client, open, mail.precision())
                .at(mail.host(), SERVICE, Via.DIRECT)
                .secured(false, Optional.empty(), envelope.user())
                .message(opinion.queueId(), Optional.of(envelope.sender()), envelope.octets())
                .recipients(envelope.recipients().size(), 0, envelope.recipients())
                .scored(opinion.score());
        var decision = new Decision(
                opinion.outcome(),
                Stage.EOM,
                OptionalInt.empty(),
                Optional.empty(),
                opinion.reason(),
                opinion.micros(),
                line);
        var verdict = draft.transaction(1, decision);
        emission.verdict(verdict, decision);
        opinion.delivery(verdict).ifPresent(emission::delivery);
    }
}
