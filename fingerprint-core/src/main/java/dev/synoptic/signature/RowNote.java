package dev.synoptic.signature;

import java.util.List;
import java.util.Optional;

/// What `;@` lines say of the `sig` line below them (`docs/signatures.md`).
///
/// @param from    grade, date and sources of the row; empty for rows of p0f 3.09b
/// @param memory  what its window scale says of the machine's memory, in words
/// @param among   what else sends the same
/// @param p0fOnly whether the row is too broad for the fleet and kept for p0f alone
public record RowNote(Optional<String> from, Optional<String> memory, List<Alternative> among, boolean p0fOnly) {

    /// Of a row without such lines.
    public static final RowNote NONE = new RowNote(Optional.empty(), Optional.empty(), List.of(), false);

    public RowNote {
        among = List.copyOf(among);
    }

    /// Whether nothing is said. In full: the first call of a record's own `equals` is slow, and every start makes this
    /// one.
    boolean isNone() {
        return from.isEmpty() && memory.isEmpty() && among.isEmpty() && !p0fOnly;
    }
}
