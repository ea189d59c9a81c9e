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

    private static final Given NOTHING = Given.text("", "default");

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
        if (component.getType().isRecord() && component.getType() != Octets.class) {
            return record(component.getType(), path + ".");
        }
        SettingsTree.Leaf leaf = SettingsTree.leaf(path, component);
        return switch (leaf.shape()) {
            case PASSED_ON -> Optional.of(below(path + "."));
            case LIST -> list(leaf, take(leaf).elements(), take(leaf).whence());
            case OPTIONAL -> optional(leaf, take(leaf));
            case REQUIRED_DEFAULT -> value(leaf, take(leaf));
        };
    }

    private Given take(SettingsTree.Leaf leaf) {
        used.add(leaf.path());
        return given.getOrDefault(
                leaf.path(),
                leaf.says().byDefault().isEmpty()
                        ? NOTHING
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
        if (value.list()) {
            problems.add(value.whence() + ": " + leaf.path() + ": found a list, expected one value");
            return Optional.empty();
        }
        return read(leaf, value.values().getFirst(), value.whence());
    }

    /// Present where nothing is wrong; what is in it is empty where nothing was given.
    private Optional<?> optional(SettingsTree.Leaf leaf, Given value) {
        if (value.values().equals(List.of(""))) return Optional.of(Optional.empty());
        Optional<Object> read = value(leaf, value);
        return read.isPresent() ? Optional.of(read) : Optional.empty();
    }

    private Optional<List<Object>> list(SettingsTree.Leaf leaf, List<String> texts, String whence) {
        List<Object> read = new ArrayList<>();
        for (String text : texts) read(leaf, text, whence).ifPresent(read::add);
        return read.size() == texts.size() ? Optional.of(read) : Optional.empty();
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
            problems.add(prefix + why.getMessage());
            return Optional.empty();
        } catch (ReflectiveOperationException ours) {
            throw new IllegalStateException(type + " cannot be a record of settings", ours);
        }
    }

    private static String nearest(Class<?> settings, String path) {
        return SettingsTree.leaves(settings).stream()
                .map(SettingsTree.Leaf::path)
                .filter(known -> Distance.between(known, path) <= 3)
                .min(Comparator.comparingInt(known -> Distance.between(known, path)))
                .map(known -> ", did you mean " + known + "?")
                .orElse("");
    }
}
