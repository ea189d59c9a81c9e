package dev.synoptic.standalone.config;

import java.util.List;
import java.util.Locale;

/// Which settings must not be shown, or lie where others can read them.
final class Secrets {

    // Kafka's own names for what authenticates a client.
    private static final List<String> MARKS = List.of("password", "jaas.config", "keystore.key", "secret");

    private Secrets() {}

    static boolean isSecret(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return MARKS.stream().anyMatch(lower::contains);
    }
}
