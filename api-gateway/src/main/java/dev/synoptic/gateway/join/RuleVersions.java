package dev.synoptic.gateway.join;

import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinSettings;

/// What a count rests on: counts of different versions are never summed unasked.
///
/// @param database digest of the signatures
/// @param aliases  version of the table of names that are one
/// @param join     version of the join rules, and what settings make of them: `2`, `2,newest`, `2,cache=PT2H`
public record RuleVersions(String database, String aliases, String join) {

    /// Today's join rules, as they are without settings, with these tables.
    public static RuleVersions of(String database, String aliases) {
        return of(database, aliases, JoinSettings.DEFAULT);
    }

    /// Today's join rules with these tables; where settings make them yield something else (`mail.md` J2, J3), that is
    /// not summed with the rest.
    public static RuleVersions of(String database, String aliases, JoinSettings settings) {
        String newest = settings.newestWhenAmbiguous() ? ",newest" : "";
        String cache = settings.cache().isZero() ? "" : ",cache=" + settings.cache();
        return new RuleVersions(database, aliases, JoinRules.VERSION + newest + cache);
    }

    /// The same, fingerprints having been judged by another database.
    public RuleVersions judgedBy(String otherDatabase) {
        return new RuleVersions(otherDatabase, aliases, join);
    }

    /// As it stands in the keys of `ratios.v1`.
    public String text() {
        return "signatures=" + database + " aliases=" + aliases + " join=" + join;
    }
}
