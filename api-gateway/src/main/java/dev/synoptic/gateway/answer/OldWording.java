package dev.synoptic.gateway.answer;

import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.LabelNames;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says systems in the words of p0f 3.09b, for a listener whose clients have patterns that know them (`labels: 3.09b`,
/// `docs/signatures.md`).
///
/// A system of which 3.09b would have said nothing is left out, as it would have been.
///
/// @param hosts what is known
/// @param names the words of the database that labelled it
/// @param known what was said of systems so far: there are as many as the database has labels
public record OldWording(HostFinder hosts, LabelNames names, Map<OperatingSystem, Optional<OperatingSystem>> known)
        implements HostFinder {

    /// The words that `names` gives.
    public OldWording(HostFinder hosts, LabelNames names) {
        this(hosts, names, new ConcurrentHashMap<>());
    }

    @Override
    public Optional<HostAnswer> find(IpAddress address) {
        return hosts.find(address)
                .map(host -> host.system()
                        .flatMap(this::inOldWords)
                        .map(host::withSystem)
                        .orElseGet(host::withoutSystem));
    }

    @Override
    public @Nullable HostView look(int version, long high, long low) {
        return hosts.look(version, high, low);
    }

    @Override
    public Optional<OperatingSystem> system(HostView host) {
        Optional<OperatingSystem> system = hosts.system(host);
        return system.isEmpty() ? system : inOldWords(system.get());
    }

    @Override
    public int distance(HostView host) {
        return hosts.distance(host);
    }

    private Optional<OperatingSystem> inOldWords(OperatingSystem system) {
        Optional<OperatingSystem> said = known.get(system);
        return said != null ? said : known.computeIfAbsent(system, this::translate);
    }

    private Optional<OperatingSystem> translate(OperatingSystem system) {
        var label = new Label(system.generic(), Optional.empty(), system.name(), system.flavor());
        return names.as309b(label)
                .map(old -> new OperatingSystem(old.name(), old.flavor(), system.fuzzy(), system.generic()));
    }
}
