package dev.synoptic.standalone.signatures;

import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.standalone.config.GatewaySection;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.SettingsSource;
import dev.synoptic.standalone.policy.PolicySetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What is looked through for labels that move.
final class DiffOptions {

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules or scores of any program: name the lines that a label that moves concerns.")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of a gateway: name its policy rules, zones and listeners that are concerned.")
    private Optional<Path> config = Optional.empty();

    List<Dependants> dependants(SignatureDatabase old, SignatureDatabase next) throws IOException {
        var dependants = new ArrayList<Dependants>();
        for (Path file : rules) dependants.add(RuleLines.of(file));
        if (config.isPresent()) {
            var settings = new SettingsSource(config, Map.of(), List.of()).load(Settings.class);
            dependants.add(new PolicyRules(PolicySetup.book(settings.policy())));
            dependants.addAll(of(settings.gateway(), LabelNames.of(old), LabelNames.of(next)));
        }
        return dependants;
    }

    private static List<Dependants> of(GatewaySection gateway, LabelNames old, LabelNames next) {
        var dependants = new ArrayList<Dependants>();
        for (int i = 0; i < gateway.listeners().size(); i++) {
            var listener = gateway.listeners().get(i);
            listener.dns().map(dns -> new ZoneClasses(dns.zone())).ifPresent(dependants::add);
            if (listener.speaksOldWords()) {
                dependants.add(new OldWordListeners("gateway.listeners[" + i + "]", old, next));
            }
        }
        return dependants;
    }
}
