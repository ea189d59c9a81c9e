package dev.synoptic.standalone.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The settings that a record of records declares, in order.
final class SettingsTree {

    /// The shapes that a setting can have.
    enum Shape {
        REQUIRED_DEFAULT,
        OPTIONAL,
        LIST,
        PASSED_ON,
        /// A list whose elements are settings themselves.
        RECORDS,
        /// Settings that are either there, with all that they need, or not at all.
        OPTIONAL_RECORD
    }

    /// One setting.
    ///
    /// @param path    dotted, words joined by hyphens; `[]` behind a list whose elements are settings
    /// @param shape   how many values it takes
    /// @param element type of a value
    /// @param says    its annotation
    record Leaf(String path, Shape shape, Class<?> element, Setting says) {

        /// The variable that sets it; none for what a variable cannot say.
        Optional<String> variable() {
            if (shape == Shape.RECORDS || shape == Shape.OPTIONAL_RECORD || path.contains("[]"))
                return Optional.empty();
            return Optional.of(variableName());
        }

        private String variableName() {
            return "SYNOPTIC_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        }
    }

    private SettingsTree() {}

    static List<Leaf> leaves(Class<?> settings) {
        List<Leaf> leaves = new ArrayList<>();
        collect(settings, "", leaves);
        return leaves;
    }

    private static void collect(Class<?> settings, String prefix, List<Leaf> into) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String path = prefix + keyOf(component);
            if (isSection(component.getType())) {
                collect(component.getType(), path + ".", into);
                continue;
            }
            Leaf leaf = leaf(path, component);
            into.add(leaf);
            switch (leaf.shape()) {
                case RECORDS -> collect(leaf.element(), path + "[].", into);
                case OPTIONAL_RECORD -> collect(leaf.element(), path + ".", into);
                case REQUIRED_DEFAULT, OPTIONAL, LIST, PASSED_ON -> {}
            }
        }
    }

    /// Whether a type is made of settings, and no value of one.
    static boolean isSection(Class<?> type) {
        return type.isRecord() && type != Octets.class;
    }

    static Leaf leaf(String path, RecordComponent component) {
        Setting says = component.getAnnotation(Setting.class);
        if (says == null) throw new IllegalStateException(path + " is no setting: it says nothing of itself");
        Class<?> type = component.getType();
        if (type == Map.class) return new Leaf(path, Shape.PASSED_ON, String.class, says);
        if (type != Optional.class && type != List.class) return new Leaf(path, Shape.REQUIRED_DEFAULT, type, says);
        Class<?> element = argument(component);
        Shape shape = type == List.class
                ? isSection(element) ? Shape.RECORDS : Shape.LIST
                : isSection(element) ? Shape.OPTIONAL_RECORD : Shape.OPTIONAL;
        return new Leaf(path, shape, element, says);
    }

    /// `httpPort` is written `http-port`.
    static String keyOf(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> argument(RecordComponent component) {
        Type type = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return (Class<?>) type;
    }
}
