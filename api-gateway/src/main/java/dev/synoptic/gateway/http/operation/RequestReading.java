package dev.synoptic.gateway.http.operation;

import dev.synoptic.gateway.http.operation.Parameter.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds a request against what its operation accepts: each parameter at most once, none unknown, each value one that
/// may be. All mistakes are told at once.
public final class RequestReading {

    private RequestReading() {}

    /// @param query parameters behind the path, as often as they were given
    /// @param path  parameters within it
    /// @throws Refusal naming every mistake
    public static Map<String, String> values(
            Operation operation, Map<String, List<String>> query, Map<String, String> path) {
        var mistakes = new ArrayList<Problem.Mistake>();
        var values = new HashMap<String, String>();
        for (Parameter parameter : operation.parameters()) {
            parameter.otherwise().ifPresent(otherwise -> values.put(parameter.name(), otherwise));
        }
        query.forEach((name, given) -> {
            if (given.size() > 1) {
                mistakes.add(new Problem.Mistake(name, given.size() + " values", "at most one"));
            } else {
                take(operation, Place.QUERY, name, given.getFirst(), values, mistakes);
            }
        });
        path.forEach((name, given) -> take(operation, Place.PATH, name, given, values, mistakes));
        if (!mistakes.isEmpty()) throw Refusal.badRequest(mistakes);
        return values;
    }

    private static void take(
            Operation operation,
            Place place,
            String name,
            String given,
            Map<String, String> values,
            List<Problem.Mistake> mistakes) {
        var known = operation.parameters().stream()
                .filter(parameter ->
                        parameter.place() == place && parameter.name().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            mistakes.add(new Problem.Mistake(
                    Problem.quoted(name), "an unknown parameter", "one of " + String.join(", ", names(operation))));
            return;
        }
        if (given.isEmpty() && place == Place.QUERY) return; // left empty in a form: as if it were not there
        known.get()
                .value()
                .mistake(given)
                .ifPresent(expected -> mistakes.add(new Problem.Mistake(name, Problem.quoted(given), expected)));
        values.put(name, given);
    }

    private static Set<String> names(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.place() == Place.QUERY)
                .map(Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
