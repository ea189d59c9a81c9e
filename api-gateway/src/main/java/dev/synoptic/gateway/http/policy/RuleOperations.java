package dev.synoptic.gateway.http.policy;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Role;
import java.util.List;
import java.util.function.Supplier;

/// The rules that may touch mail.
///
/// @param rules as they stand
public record RuleOperations(Supplier<RulesReply> rules) {

    /// Whoever may see tables may see this: it names labels and rules, no host.
    public List<Operation> all() {
        return List.of(Operation.get(
                "/api/v1/policy",
                "All rules that may touch mail: what each does, and whom it hits or would hit.",
                Role.READ,
                List.of(),
                List.of(Content.json(RulesReply.class)),
                _ -> Reply.Body.of(rules.get())));
    }
}
