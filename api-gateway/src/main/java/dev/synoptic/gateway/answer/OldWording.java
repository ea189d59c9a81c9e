package dev.synoptic.gateway.answer;

import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.LabelNames;
import java.util.Optional;

/// Says systems in the words of p0f 3.09b, for a listener whose clients have patterns that know them (`labels: 3.09b`,
/// `docs/signatures.md`).
///
/// A system of which 3.09b would have said nothing is left out, as it would have been.
///
/// @param hosts what is known
/// @param names the words of the database that labelled it
public record OldWording(HostFinder hosts, LabelNames names) implements HostFinder {

    @Override
    public Optional<HostAnswer> find(IpAddress address) {
        return hosts.find(address)
                .map(host -> host.system()
                        .flatMap(this::inOldWords)
                        .map(host::withSystem)
                        .orElseGet(host::withoutSystem));
    }

    private Optional<OperatingSystem> inOldWords(OperatingSystem system) {
        var label = new Label(system.generic(), Optional.empty(), system.name(), system.flavor());
        return names.as309b(label)
                .map(old -> new OperatingSystem(old.name(), old.flavor(), system.fuzzy(), system.generic()));
    }
}
