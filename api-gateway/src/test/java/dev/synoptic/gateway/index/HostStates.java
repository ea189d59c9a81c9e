package dev.synoptic.gateway.index;

import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostState;
import dev.synoptic.host.SeenSystem;
import dev.synoptic.host.SeenTool;
import dev.synoptic.host.SoftwareHonesty;
import dev.synoptic.host.Vantage;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.signature.Label;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// States to put into an index.
final class HostStates {

    private HostStates() {}

    static HostState linux(long connections) {
        return host(connections, OptionalInt.of(3), List.of(), Optional.empty());
    }

    static HostState seenFrom(OptionalInt latest, List<Vantage> vantages) {
        return host(1, latest, vantages, Optional.empty());
    }

    static HostState scanning(SeenTool tool) {
        return host(1, OptionalInt.of(3), List.of(), Optional.of(tool));
    }

    private static HostState host(
            long connections, OptionalInt distance, List<Vantage> vantages, Optional<SeenTool> tool) {
        var label = new Label(false, Optional.of("unix"), "Linux", "3.11 and newer");
        return new HostState(
                1_700_000_000_999_999L,
                1_700_000_600_000_000L,
                connections,
                Optional.of(new SeenSystem(label, MatchQuality.FUZZY, 1_700_000_600_000_000L)),
                distance,
                Optional.of("DSL"),
                Optional.of(new dev.synoptic.host.Uptime(5, 49, 1_700_000_600_000_000L)),
                OptionalLong.of(1_700_000_100_000_000L),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                SoftwareHonesty.UNSUSPECTED,
                vantages,
                1_700_000_600,
                HostHistory.NONE,
                tool);
    }
}
