package dev.synoptic.gateway.join;

import java.util.Map;
import java.util.Set;

/// What a rebuild has done.
///
/// @param rules   versions that the new counts are stamped with
/// @param rebuilt windows that were counted anew
/// @param left    windows that stand as they were, and why
/// @param rows    rows written
public record RebuildReport(String rules, Set<SiteWindow> rebuilt, Map<SiteWindow, WindowLeft> left, long rows) {

    public RebuildReport {
        rebuilt = Set.copyOf(rebuilt);
        left = Map.copyOf(left);
    }
}
