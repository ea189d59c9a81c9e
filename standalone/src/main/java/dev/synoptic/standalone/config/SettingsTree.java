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
        PASSED_ON
    }

    /// One setting.
    ///
    /// @param path    dotted, words joined by hyphens
    /// @param shape   how many values it takes
    /// @param element type of a value
    /// @param says    its annotation
    record Leaf(String path, Shape shape, Class<?> element, Setting says) {

        /// The variable that sets it.
        String variable() {
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
            if (component.getType().isRecord() && component.getType() != Octets.class) {
                collect(component.getType(), path + ".", into);
            } else {
                into.add(leaf(path, component));
            }
        }
    }

    static Leaf leaf(String path, RecordComponent component) {
        Setting says = component.getAnnotation(Setting.class);
        if (says == null) throw new IllegalStateException(path + " is no setting: it says nothing of itself");
        Class<?> type = component.getType();
        if (type == Optional.class) return new Leaf(path, Shape.OPTIONAL, argument(component), says);
        if (type == List.class) return new Leaf(path, Shape.LIST, argument(component), says);
        if (type == Map.class) return new Leaf(path, Shape.PASSED_ON, String.class, says);
        return new Leaf(path, Shape.REQUIRED_DEFAULT, type, says);
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
