package dev.synoptic.gateway.join;

import dev.synoptic.verdict.join.JoinRules;

/// What a count rests on: counts of different versions are never summed unasked.
///
/// @param database digest of the signatures
/// @param aliases  version of the table of names that are one
/// @param join     version of the join rules
public record RuleVersions(String database, String aliases, int join) {

    /// Today's join rules with these tables.
    public static RuleVersions of(String database, String aliases) {
        return new RuleVersions(database, aliases, JoinRules.VERSION);
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
