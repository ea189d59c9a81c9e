package dev.synoptic.gateway.index;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.HostView;
import dev.synoptic.packet.IpAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hosts of an index as one site sees them.
///
/// @param index all hosts
/// @param site  whose private addresses and distances are meant
record SiteHosts(HostIndex index, String site) implements HostFinder {

    @Override
    public Optional<HostAnswer> find(IpAddress address) {
        return Optional.ofNullable(index.row(address.version(), address.high(), address.low(), site))
                .map(row -> row.answer(site));
    }

    @Override
    public @Nullable HostView look(int version, long high, long low) {
        return index.row(version, high, low, site);
    }

    @Override
    public int distance(HostView host) {
        return host instanceof HostRow row ? row.hopsFrom(site) : -1;
    }
}
