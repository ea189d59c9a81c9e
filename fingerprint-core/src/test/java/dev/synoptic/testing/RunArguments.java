package dev.synoptic.testing;

import java.util.List;
import java.util.Optional;

/// The arguments of a vector's run of p0f.
///
/// @param flows   `-m`, first number
/// @param hosts   `-m`, second number
/// @param flowAge `-t`, first number, seconds
/// @param idle    `-t`, second number, minutes
/// @param clients `-S`
/// @param filter  a capture filter
public record RunArguments(int flows, int hosts, int flowAge, int idle, int clients, Optional<String> filter) {

    /// Reads the lines of an `.args` file.
    public static RunArguments of(List<String> words) {
        var read = new RunArguments(1000, 10_000, 30, 120, 20, Optional.empty());
        for (int i = 0; i < words.size(); i++) {
            read = switch (words.get(i)) {
                case "-m" -> read.withTables(numbers(words.get(++i)));
                case "-t" -> read.withTimes(numbers(words.get(++i)));
                case "-S" -> read.withClients(Integer.parseInt(words.get(++i)));
                default -> read.withFilter(words.get(i));
            };
        }
        return read;
    }

    private static int[] numbers(String text) {
        var parts = text.split(",");
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private RunArguments withTables(int[] n) {
        return new RunArguments(n[0], n[1], flowAge, idle, clients, filter);
    }

    private RunArguments withTimes(int[] n) {
        return new RunArguments(flows, hosts, n[0], n[1], clients, filter);
    }

    private RunArguments withClients(int n) {
        return new RunArguments(flows, hosts, flowAge, idle, n, filter);
    }

    private RunArguments withFilter(String expression) {
        return new RunArguments(flows, hosts, flowAge, idle, clients, Optional.of(expression));
    }
}
