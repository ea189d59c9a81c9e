package dev.synoptic.standalone.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a record of settings out of what was given, and collects everything that is wrong with it.
final class Binder {

    private final Map<String, Given> given;
    private final List<String> problems;
    private final Set<String> used = new HashSet<>();

    Binder(Map<String, Given> given, List<String> problems) {
        this.given = given;
        this.problems = problems;
    }

    /// The record; empty where something was wrong, which then stands in `problems`.
    <R extends Record> Optional<R> bind(Class<R> settings) {
        Optional<R> bound = record(settings, "");
        given.forEach((path, value) -> {
            if (!used.contains(path)) problems.add(value.whence() + ": unknown key " + path + nearest(settings, path));
        });
        return problems.isEmpty() ? bound : Optional.empty();
    }

    private <R> Optional<R> record(Class<R> type, String prefix) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        boolean whole = true;
        for (int i = 0; i < components.length; i++) {
            Optional<?> value = component(components[i], prefix + SettingsTree.keyOf(components[i]));
            whole &= value.isPresent();
            values[i] = value.orElse(null);
        }
        return whole ? construct(type, prefix, components, values) : Optional.empty();
    }

    private Optional<?> component(RecordComponent component, String path) {
        if (SettingsTree.isSection(component.getType())) return record(component.getType(), path + ".");
        SettingsTree.Leaf leaf = SettingsTree.leaf(path, component);
        return switch (leaf.shape()) {
            case PASSED_ON -> Optional.of(below(path + "."));
            case RECORDS -> records(leaf);
            case OPTIONAL_RECORD -> optionalRecord(leaf);
            case LIST -> list(leaf, take(leaf));
            case OPTIONAL -> optional(leaf, take(leaf));
            case REQUIRED_DEFAULT -> value(leaf, take(leaf));
        };
    }

    private Optional<List<Object>> records(SettingsTree.Leaf leaf) {
        Given written = take(leaf);
        if (written.kind() == Given.Kind.TEXT) {
            problems.add(written.whence() + ": " + leaf.path() + ": found \""
                    + written.values().getFirst() + "\", expected a list of settings");
            return Optional.empty();
        }
        int count = ElementPaths.count(given.keySet(), leaf.path());
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String element = ElementPaths.at(leaf.path(), i);
            used.add(element);
            record(leaf.element(), element + ".").ifPresent(bound::add);
        }
        return bound.size() == count ? Optional.of(bound) : Optional.empty();
    }

    /// Present where nothing is wrong; what is in it is empty where none of its settings was given.
    private Optional<?> optionalRecord(SettingsTree.Leaf leaf) {
        if (given.keySet().stream().noneMatch(path -> path.startsWith(leaf.path() + "."))) {
            return Optional.of(Optional.empty());
        }
        Optional<?> bound = record(leaf.element(), leaf.path() + ".");
        return bound.isPresent() ? Optional.of(bound) : Optional.empty();
    }

    private Given take(SettingsTree.Leaf leaf) {
        used.add(leaf.path());
        return given.getOrDefault(
                leaf.path(),
                leaf.says().byDefault().isEmpty()
                        ? Given.NOTHING
                        : Given.text(leaf.says().byDefault(), "default"));
    }

    /// What is passed on unread: every key below, as it stands.
    private Map<String, String> below(String prefix) {
        Map<String, String> passedOn = new LinkedHashMap<>();
        given.forEach((path, value) -> {
            if (!path.startsWith(prefix)) return;
            used.add(path);
            passedOn.put(path.substring(prefix.length()), String.join(",", value.values()));
        });
        return passedOn;
    }

    private Optional<Object> value(SettingsTree.Leaf leaf, Given value) {
        if (value.kind() == Given.Kind.TEXT) return read(leaf, value.values().getFirst(), value.whence());
        useBelow(leaf.path());
        problems.add(
                value.isAbsent()
                        ? whence(leaf.path()) + leaf.path() + " is not set, expected "
                                + ValueReader.nameOf(leaf.element())
                        : value.whence() + ": " + leaf.path() + ": found a list, expected one value");
        return Optional.empty();
    }

    /// Present where nothing is wrong; what is in it is empty where nothing was given.
    private Optional<?> optional(SettingsTree.Leaf leaf, Given value) {
        if (value.values().equals(List.of(""))) return Optional.of(Optional.empty());
        Optional<Object> read = value(leaf, value);
        return read.isPresent() ? Optional.of(read) : Optional.empty();
    }

    private Optional<List<Object>> list(SettingsTree.Leaf leaf, Given value) {
        if (value.kind() == Given.Kind.RECORDS) {
            problems.add(value.whence() + ": " + leaf.path() + ": found a list of settings, expected one of values");
            useBelow(leaf.path());
            return Optional.empty();
        }
        List<Object> read = new ArrayList<>();
        for (String text : value.elements()) read(leaf, text, value.whence()).ifPresent(read::add);
        return read.size() == value.elements().size() ? Optional.of(read) : Optional.empty();
    }

    /// A list that is refused is told of once, not again for each of its elements.
    private void useBelow(String list) {
        given.keySet().stream().filter(path -> path.startsWith(list + "[")).forEach(used::add);
    }

    private Optional<Object> read(SettingsTree.Leaf leaf, String text, String whence) {
        try {
            return Optional.of(ValueReader.read(leaf.element(), text));
        } catch (ValueReader.Unfit unfit) {
            problems.add(whence + ": " + leaf.path() + ": found \"" + text + "\", expected " + unfit.getMessage());
            return Optional.empty();
        }
    }

    private <R> Optional<R> construct(Class<R> type, String prefix, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            return Optional.of(type.getDeclaredConstructor(types).newInstance(values));
        } catch (InvocationTargetException refused) {
            if (!(refused.getCause() instanceof IllegalArgumentException why)) throw new IllegalStateException(refused);
            problems.add(located(prefix, String.valueOf(why.getMessage())));
            return Optional.empty();
        } catch (ReflectiveOperationException ours) {
            throw new IllegalStateException(type + " cannot be a record of settings", ours);
        }
    }

    /// What a record said of itself, `key: why` or `why`, with where that stands.
    private String located(String prefix, String message) {
        int colon = message.indexOf(':');
        String key = colon < 0 ? "" : message.substring(0, colon);
        if (prefix.isEmpty() || !key.isEmpty()) return whence(prefix + key) + prefix + message;
        return whence(prefix) + prefix.substring(0, prefix.length() - 1) + ": " + message;
    }

    /// Where a setting stands, or else the element of a list that it belongs to; empty where neither was written.
    private String whence(String path) {
        for (String place = path; !place.isEmpty(); place = place.substring(0, Math.max(0, place.lastIndexOf('.')))) {
            Given written = given.get(place);
            if (written != null) return written.whence() + ": ";
        }
        return "";
    }

    private static String nearest(Class<?> settings, String path) {
        String declared = ElementPaths.declared(path);
        return SettingsTree.leaves(settings).stream()
                .map(SettingsTree.Leaf::path)
                .filter(known -> Distance.between(known, declared) <= 3)
                .min(Comparator.comparingInt(known -> Distance.between(known, declared)))
                .map(known -> ", did you mean " + ElementPaths.indexed(known, path) + "?")
                .orElse("");
    }
}
