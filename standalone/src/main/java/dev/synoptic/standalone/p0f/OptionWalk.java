package dev.synoptic.standalone.p0f;

import dev.synoptic.packet.Fidelity;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// p0f's command line, argument by argument (`p0f-v3.md` section 13).
///
/// Options are single letters, may be run together, take their value glued on or as the next argument, and end at the
/// first argument that is none, which is the filter. A few long options of ours stand beside them.
final class OptionWalk {

    private static final String WITH_VALUE = "firosSumt", WITHOUT_VALUE = "pdL";

    private final String[] arguments;
    private final P0f builder = P0f.builder();
    private int next;

    private OptionWalk(String[] arguments) {
        this.arguments = arguments.clone();
    }

    /// What the arguments ask for; empty where they ask for the list of interfaces, which ends the walk at once.
    static Optional<P0f> walk(String... arguments) throws P0fRefusedException {
        return new OptionWalk(arguments).walk();
    }

    private Optional<P0f> walk() throws P0fRefusedException {
        while (next < arguments.length) {
            String argument = arguments[next];
            if (!argument.startsWith("-") || argument.equals("-")) break;
            next++;
            if (argument.equals("--")) break;
            if (argument.startsWith("--")) named(argument);
            else if (letters(argument)) return Optional.empty();
        }
        for (; next < arguments.length; next++) builder.filter(arguments[next]);
        return Optional.of(builder);
    }

    /// Whether one of the letters asks for the list of interfaces.
    private boolean letters(String argument) throws P0fRefusedException {
        for (int at = 1; at < argument.length(); at++) {
            char letter = argument.charAt(at);
            if (letter == 'L') return true;
            if (WITHOUT_VALUE.indexOf(letter) >= 0) {
                flag(letter);
            } else if (WITH_VALUE.indexOf(letter) >= 0) {
                valued(letter, at + 1 < argument.length() ? argument.substring(at + 1) : following("-" + letter));
                return false;
            } else {
                throw new P0fRefusedException(Refusal.USAGE, "unknown option -" + letter);
            }
        }
        return false;
    }

    private String following(String option) throws P0fRefusedException {
        if (next < arguments.length) return arguments[next++];
        throw new P0fRefusedException(Refusal.USAGE, option + " needs a value");
    }

    private void flag(char letter) throws P0fRefusedException {
        if (letter == 'p') builder.promiscuous();
        else builder.daemon();
    }

    private void valued(char letter, String value) throws P0fRefusedException {
        switch (letter) {
            case 'f' -> builder.signatures(path(letter, value));
            case 'i' -> builder.device(value);
            case 'r' -> builder.capture(path(letter, value));
            case 'o' -> builder.log(path(letter, value));
            case 's' -> builder.socket(path(letter, value));
            case 'u' -> builder.user(value);
            case 'S' -> builder.socketConnections(NumberPrefix.number(value));
            case 'm' -> {
                var pair = pair(letter, value);
                builder.limits(pair.first(), pair.second());
            }
            case 't' -> {
                var pair = pair(letter, value);
                builder.ages(pair.first(), pair.second());
            }
            default -> throw new IllegalStateException("no option with a value: " + letter);
        }
    }

    private static Path path(char letter, String value) throws P0fRefusedException {
        if (value.indexOf('\0') < 0) return Path.of(value);
        throw new P0fRefusedException(Refusal.USAGE, "-" + letter + ": a path holds no zero octet");
    }

    private static NumberPrefix.Pair pair(char letter, String value) throws P0fRefusedException {
        return NumberPrefix.pair(value)
                .orElseThrow(() -> new P0fRefusedException(
                        Refusal.MALFORMED, "-" + letter + ": \"" + value + "\" is not two numbers with a comma"));
    }

    /// Ours: `--fidelity` and `--log-format`, value behind `=` or as the next argument.
    private void named(String argument) throws P0fRefusedException {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        switch (name) {
            case "--fidelity" -> builder.fidelity(choice(Fidelity.class, name, argument, equals));
            case "--log-format" -> builder.logFormat(choice(LogFormat.class, name, argument, equals));
            default -> throw new P0fRefusedException(Refusal.USAGE, "unknown option " + name);
        }
    }

    private <E extends Enum<E>> E choice(Class<E> kind, String name, String argument, int equals)
            throws P0fRefusedException {
        String value = equals < 0 ? following(name) : argument.substring(equals + 1);
        try {
            return Enum.valueOf(kind, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new P0fRefusedException(Refusal.USAGE, name + " does not know \"" + value + "\"");
        }
    }
}
