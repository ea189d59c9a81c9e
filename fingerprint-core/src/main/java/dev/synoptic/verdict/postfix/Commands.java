package dev.synoptic.verdict.postfix;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The counts at the end of a `disconnect from` line (a.4): `mail=1/2` says that one of two succeeded.
///
/// @param tried     commands given
/// @param succeeded commands that were answered well
record Commands(Map<String, Integer> tried, Map<String, Integer> succeeded) {

    private static final Pattern COUNT = Pattern.compile("([a-z]+)=(\\d{1,9})(?:/(\\d{1,9}))?(?= |$)");

    /// Empty where there are none, as before Postfix 3.0.
    static Optional<Commands> parse(String text) {
        Map<String, Integer> tried = new HashMap<>();
        Map<String, Integer> succeeded = new HashMap<>();
        Matcher count = COUNT.matcher(text);
        while (count.find()) {
            Integer good = Integer.valueOf(count.group(2));
            succeeded.put(count.group(1), good);
            tried.put(count.group(1), count.group(3) == null ? good : Integer.valueOf(count.group(3)));
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
