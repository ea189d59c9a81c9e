package dev.synoptic.standalone.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options by which a command is told its settings.
public final class ConfigOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "Settings as YAML; see: synoptic config reference.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "One setting, over file and environment. May be repeated.")
    private List<String> assignments = List.of();

    /// The settings, all mistakes told at once.
    public Settings load() throws IOException {
        return new SettingsSource(file, System.getenv(), assignments).load(Settings.class);
    }
}
