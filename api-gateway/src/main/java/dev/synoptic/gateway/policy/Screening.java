package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.packet.IpAddress;
import java.util.Optional;

/// Clients judged at their connection, for protocols that refuse by themselves, whatever these call it: by rules that
/// are watched, gated and switched off as those of policy requests are (`mail.md` K1, K2).
///
/// @param desk what judging rests on, with rules for nothing but this
public record Screening(PolicyDesk desk) {

    private static final System.Logger LOG = System.getLogger(Screening.class.getName());

    /// What is to be done with a client.
    public sealed interface Judgement {

        /// Nothing speaks against it.
        record Pass() implements Judgement {}

        /// A rule would refuse it that the gate did not let through.
        record Scored() implements Judgement {}

        /// This rule refuses it.
        record Refused(Rule rule) implements Judgement {}
    }

    private static final Judgement PASS = new Judgement.Pass();
    private static final Judgement SCORED = new Judgement.Scored();

    /// What rules say of this host. Fails open: whatever goes wrong in here, mail goes on.
    public Judgement of(IpAddress client, HostAnswer host) {
        if (desk.off().getAsBoolean()) {
            desk.counters().off().increment();
            return PASS;
        }
        try {
            return judge(client, host);
        } catch (RuntimeException bug) {
            desk.counters().failed().increment();
            LOG.log(System.Logger.Level.ERROR, "a client could not be judged and passes", bug);
            return PASS;
        }
    }

    private Judgement judge(IpAddress client, HostAnswer host) {
        var connection = new Transaction();
        var request = PolicyRequest.ofConnection(client);
        connection.enter(request);
        var ruling = new Ruling(desk, request, Optional.of(host), connection);
        var _ = ruling.reply(); // in the words of another protocol
        return ruling.refusing().<Judgement>map(Judgement.Refused::new).orElse(ruling.isGated() ? SCORED : PASS);
    }

    /// Whether no rule is asked about this address, whatever its host is (`mail.md` K4).
    public boolean isTrusted(IpAddress client) {
        return desk.isTrusted(client);
    }
}
