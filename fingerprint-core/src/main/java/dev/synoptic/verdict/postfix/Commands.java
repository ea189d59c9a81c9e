package dev.synoptic.verdict.postfix;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The counts at the end of a `disconnect from` line (a.4): `mail=1/2` says that one of two succeeded.
///
/// @param tried     commands given
/// @param succeeded commands that were answered well
record Commands(Map<String, Integer> tried, Map<String, Integer> succeeded) {

    /// Empty where there are none, as before Postfix 3.0.
    static Optional<Commands> parse(String text) {
        Map<String, Integer> tried = new HashMap<>();
        Map<String, Integer> succeeded = new HashMap<>();
        for (String word : text.strip().split(" ")) {
            int equals = word.indexOf('=');
            if (equals <= 0 || !word.substring(equals + 1).matches("\\d{1,9}(/\\d{1,9})?")) continue;
            String[] counts = word.substring(equals + 1).split("/");
            succeeded.put(word.substring(0, equals), Integer.valueOf(counts[0]));
            tried.put(word.substring(0, equals), Integer.valueOf(counts[counts.length - 1]));
        }
        return tried.isEmpty() ? Optional.empty() : Optional.of(new Commands(tried, succeeded));
    }

    /// How often the client gave a command.
    int tried(String command) {
        return tried.getOrDefault(command, 0);
    }

    /// How often it was answered well.
    int succeeded(String command) {
        return succeeded.getOrDefault(command, 0);
    }
}
