package dev.synoptic.gateway.ratios;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What counts rest on: versions of signatures, aliases and join rules. Each has tables of its own, so each engine's
/// signatures do, p0f's and those of OpenBSD's packet filter (`mail.md` T5).
///
/// @param all of them, as counts are stamped
public record CountedBy(SortedSet<String> all) {

    private static final int TOLD_MAX = 5;

    public CountedBy {
        all = new TreeSet<>(all);
    }

    /// Those that somebody means by a part of them, such as the first digits of a digest, if they are the only ones;
    /// [RatioQuery#ALL_RULES] means itself.
    public Optional<String> meant(String part) {
        if (part.equals(RatioQuery.ALL_RULES) || all.contains(part)) return Optional.of(part);
        List<String> fitting = all.stream().filter(each -> each.contains(part)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /// What to say to somebody who meant none of them, or several.
    public String expected() {
        if (all.isEmpty()) return "nothing here, for nothing has been counted yet";
        return "all, or a part of just one of: "
                + String.join("; ", all.stream().limit(TOLD_MAX).toList())
                + (all.size() > TOLD_MAX ? "; and " + (all.size() - TOLD_MAX) + " more" : "");
    }
}
