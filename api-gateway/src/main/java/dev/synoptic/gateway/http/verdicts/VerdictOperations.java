package dev.synoptic.gateway.http.verdicts;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Operation.Method;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Verdicts of mail servers whose logs no agent reads.
///
/// @param outlet where they go
public record VerdictOperations(VerdictOutlet outlet) {

    private static final System.Logger LOG = System.getLogger(VerdictOperations.class.getName());

    /// All of them.
    public List<Operation> all() {
        return List.of(new Operation(
                Method.POST,
                "/api/v1/verdicts",
                "Takes one verdict or up to " + VerdictReading.VERDICTS_MAX
                        + ", all or none; answered when they are safe. The token says for which sites it speaks."
                        + " Sent again, a verdict counts once.",
                Optional.of(Role.POST),
                List.of(),
                Optional.of(VerdictIn.class),
                List.of(Content.json(TakenReply.class)),
                Map.of(),
                Set.of(413, 415, 503),
                this::take));
    }

    private Reply take(Request request) {
        List<Verdict> verdicts = new VerdictReading(request.caller()).read(request.body());
        try {
            outlet.tell(verdicts);
        } catch (IOException away) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "verdicts sent in by {0}: {1}",
                    request.caller().name(),
                    away.getMessage());
            throw Refusal.of(503, "the verdicts could not be made safe in time; send all of them again");
        }
        return Reply.Body.of(new TakenReply(
                verdicts.size(), verdicts.stream().map(Verdict::eventId).toList()));
    }
}
