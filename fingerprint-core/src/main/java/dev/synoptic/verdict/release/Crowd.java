package dev.synoptic.verdict.release;

import dev.synoptic.verdict.score.SenderNetwork;
import java.util.HashSet;
import java.util.Set;

/// Who stands behind a row: as many distinct networks (/24 of IPv4, /48 of IPv6) as are needed to hide each of them,
/// and no more (`mail.md` P6). One thread.
final class Crowd {

    private final int enough;
    private final Set<SenderNetwork> networks = new HashSet<>();

    /// @param enough networks that are enough; beyond them nothing is kept
    Crowd(int enough) {
        this.enough = enough;
    }

    void add(SenderNetwork network) {
        if (networks.size() < enough) networks.add(network);
    }

    void add(Crowd other) {
        other.networks.forEach(this::add);
    }

    boolean isEnough() {
        return networks.size() >= enough;
    }
}
