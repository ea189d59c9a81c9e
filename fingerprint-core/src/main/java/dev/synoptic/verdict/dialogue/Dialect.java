package dev.synoptic.verdict.dialogue;

import dev.synoptic.verdict.log.Entry;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import java.util.Optional;

/// How one kind of mail server logs.
///
/// @param <L> its lines
public interface Dialect<L extends Entry> {

    /// The line with its envelope taken apart; empty where it has none of a known form.
    Optional<L> read(String line, RawRef ref);

    /// What the next line's time rests on.
    LogClock clock();

    /// Takes a line.
    ///
    /// @param first the first line of the line's second: where a session that begins here is read again from
    void accept(L line, Place first);
}
