package dev.synoptic.standalone.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page of all settings, made of their annotations (`docs/settings.md`).
public final class SettingsReference {

    private static final String HEAD = """
            # Settings

            One YAML file, given by `--config FILE`. A setting is named by its path: `gateway.http-port: 80` and
            `gateway: {http-port: 80}` say the same. An environment variable goes over the file, `--set path=value` over
            both; in these two, elements of a list are parted by commas.

            Where a list has settings for elements, its elements are counted from 0: the second listener's protocol is
            `gateway.listeners[1].protocol` to `--set` and in messages, and stands under `gateway.listeners[]` on this page.
            Variables do not reach into such lists. Where settings are optional as a group, giving one of them gives the
            group.

            Durations and sizes carry their unit: `50ms`, `10s`, `5min`, `2h`, `7d`; `512B`, `64KiB`, `16MiB`, `1GiB`. A key
            that is not on this page is refused with its line. `synoptic config check --config FILE` says whether a file is
            good, `synoptic config reference` prints this page.
            """;

    private SettingsReference() {}

    /// The whole page, as Markdown.
    public static String page() {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        for (var leaf : SettingsTree.leaves(Settings.class)) {
            String section = leaf.path().contains(".")
                    ? leaf.path().substring(0, leaf.path().indexOf('.'))
                    : leaf.path();
            sections.computeIfAbsent(section, name -> new StringBuilder("\n## " + name + "\n\n" + TABLE_HEAD))
                    .append(row(leaf));
        }
        return HEAD + String.join("", sections.values());
    }

    private static final String TABLE_HEAD =
            "| setting | type | default | what for | variable |\n|---|---|---|---|---|\n";

    private static String row(SettingsTree.Leaf leaf) {
        boolean passedOn = leaf.shape() == SettingsTree.Shape.PASSED_ON;
        String path = passedOn ? leaf.path() + ".…" : leaf.path();
        String variable =
                leaf.variable().map(name -> code(passedOn ? name + "_…" : name)).orElse("none");
        return "| "
                + String.join(
                        " | ",
                        List.of(
                                code(path),
                                type(leaf),
                                byDefault(leaf),
                                leaf.says().value(),
                                variable))
                + " |\n";
    }

    private static String type(SettingsTree.Leaf leaf) {
        return switch (leaf.shape()) {
            case LIST -> "list of " + ValueReader.nameOf(leaf.element());
            case PASSED_ON -> "any";
            case RECORDS -> "list of settings";
            case OPTIONAL_RECORD -> "settings";
            case OPTIONAL, REQUIRED_DEFAULT -> ValueReader.nameOf(leaf.element());
        };
    }

    private static String byDefault(SettingsTree.Leaf leaf) {
        if (!leaf.says().byDefault().isEmpty()) return code(leaf.says().byDefault());
        return leaf.shape() == SettingsTree.Shape.REQUIRED_DEFAULT ? "must be set" : "none";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
