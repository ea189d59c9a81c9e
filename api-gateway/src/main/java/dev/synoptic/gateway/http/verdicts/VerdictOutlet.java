package dev.synoptic.gateway.http.verdicts;

import dev.synoptic.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/// Where verdicts go that were sent in.
@FunctionalInterface
public interface VerdictOutlet {

    /// Returns when all of them are safe.
    ///
    /// @throws IOException where that did not come about in time; any of them may have arrived
    void tell(List<Verdict> verdicts) throws IOException;
}
