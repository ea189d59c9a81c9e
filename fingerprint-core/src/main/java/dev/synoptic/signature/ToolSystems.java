package dev.synoptic.signature;

import dev.synoptic.signature.SystemPattern.Named;
import dev.synoptic.signature.SystemPattern.OfClass;
import java.util.List;

/// The systems that a tool is known to run on, by words rather than by places in one file (`p0f-v3.md` FP-10): so that
/// they can be held against a system that was recorded by another version of the file.
///
/// @param classes classes of systems
/// @param names   names of systems
public record ToolSystems(List<String> classes, List<String> names) {

    /// No system at all: what a row says that is no tool's.
    public static final ToolSystems NONE = new ToolSystems(List.of(), List.of());

    public ToolSystems {
        classes = List.copyOf(classes);
        names = List.copyOf(names);
    }

    /// What the `sys` line of a label says.
    public static ToolSystems of(LabelRow row) {
        if (row.systems().isEmpty()) return NONE;
        return new ToolSystems(
                row.systems().stream()
                        .mapMulti((SystemPattern item, java.util.function.Consumer<String> add) -> {
                            if (item instanceof OfClass(int _, String name)) add.accept(name);
                        })
                        .toList(),
                row.systems().stream()
                        .mapMulti((SystemPattern item, java.util.function.Consumer<String> add) -> {
                            if (item instanceof Named(int _, String name)) add.accept(name);
                        })
                        .toList());
    }

    /// Whether the tool runs on `system` (SCORE-12); spelling in capitals or not does not matter (FP-5, FP-8).
    public boolean include(Label system) {
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(system.name()))
                || system.systemClass()
                        .filter(of -> classes.stream().anyMatch(of::equalsIgnoreCase))
                        .isPresent();
    }
}
