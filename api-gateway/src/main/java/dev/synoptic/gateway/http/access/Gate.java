package dev.synoptic.gateway.http.access;

import dev.synoptic.gateway.http.operation.Caller;
import dev.synoptic.gateway.http.operation.Problem;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Role;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Decides who asks and whether that may be, and writes down who sees addresses (`mail.md` P4).
public final class Gate {

    private static final System.Logger LOG = System.getLogger("dev.synoptic.access");
    private static final String SCHEME = "Bearer ";

    private final Optional<TokenFile> tokens;
    private final Caller withoutToken;
    private final LongAdder refused = new LongAdder();
    private final LongAdder personal = new LongAdder();

    /// @param tokens    who may do what; empty where no file is set
    /// @param onMachine whether only this machine can ask at all
    public Gate(Optional<TokenFile> tokens, boolean onMachine) {
        this.tokens = tokens;
        this.withoutToken = onMachine ? local(tokens.isPresent()) : Caller.NOBODY;
    }

    /// Whoever is on this machine sees what it knows, until somebody says who may.
    private static Caller local(boolean hasTokens) {
        var roles = hasTokens ? EnumSet.of(Role.READ) : EnumSet.of(Role.READ, Role.PII);
        return new Caller("local", roles, Set.of(Caller.ANY_SITE));
    }

    /// Who asks.
    ///
    /// @throws Refusal where a token is given that is none
    public Caller caller(Optional<String> authorization) {
        if (authorization.isEmpty()) return withoutToken;
        String header = authorization.get();
        Optional<Caller> found = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? tokens.flatMap(
                        file -> file.caller(header.substring(SCHEME.length()).strip()))
                : Optional.empty();
        return found.orElseThrow(() -> {
            refused.increment();
            return Refusal.of(401, "this token is none that the gateway knows");
        });
    }

    /// Refuses whoever lacks the role.
    public void require(Caller caller, Role role) {
        if (caller.roles().contains(role)) return;
        refused.increment();
        String word = role.name().toLowerCase(Locale.ROOT);
        throw caller.roles().isEmpty()
                ? Refusal.of(401, "a bearer token with the role " + word + " is needed")
                : Refusal.of(403, "the role " + word + " is needed, which " + caller.name() + " does not have");
    }

    /// Writes down that somebody sees what is known of a person.
    ///
    /// @param peer address that asked
    /// @param what path and parameters
    /// @param why  as whoever asks says; empty where nothing is said
    public void personalDataRead(Caller caller, String peer, String what, Optional<String> why) {
        personal.increment();
        LOG.log(
                System.Logger.Level.INFO,
                "personal data read by {0} from {1}: {2} why={3}",
                caller.name(),
                peer,
                Problem.quoted(what),
                why.map(Problem::quoted).orElse("-"));
    }

    /// Requests refused for want of a token or a role.
    public long refused() {
        return refused.sum();
    }

    /// Requests that showed what is known of a person.
    public long personal() {
        return personal.sum();
    }
}
