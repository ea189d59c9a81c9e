package dev.synoptic.gateway.http.operation;

import java.util.Optional;
import java.util.Set;

/// Who asks.
///
/// @param name  of the token; `local` for whoever is on this machine without one, `nobody` for any other
/// @param roles what may be done
/// @param sites whose verdicts may be told, and from which hosts may be looked at; `*` for any
public record Caller(String name, Set<Role> roles, Set<String> sites) {

    /// The mark that stands for every site.
    public static final String ANY_SITE = "*";

    /// Somebody of whom nothing is known.
    public static final Caller NOBODY = new Caller("nobody", Set.of(), Set.of());

    public Caller {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    /// Whether this one may tell verdicts of `site`, or look at hosts as seen from there.
    public boolean speaksFor(String site) {
        return sites.contains(ANY_SITE) || sites.contains(site);
    }

    /// The one site, where there is no other.
    public Optional<String> onlySite() {
        return sites.stream()
                .filter(site -> sites.size() == 1 && !site.equals(ANY_SITE))
                .findFirst();
    }
}
