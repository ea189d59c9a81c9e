package dev.synoptic.verdict.join;

import dev.synoptic.verdict.Verdict;
import java.util.List;

/// What became of one host's sessions when time moved on.
///
/// @param joined  verdicts settled now, by session's start, then event id; corrections included
/// @param waiting verdicts whose window is still open
/// @param taken   SYNs that a session was given now, to be remembered with their session
public record Settlement(List<JoinedVerdict> joined, List<Verdict> waiting, List<HeldSyn> taken) {

    public Settlement {
        joined = List.copyOf(joined);
        waiting = List.copyOf(waiting);
        taken = List.copyOf(taken);
    }
}
