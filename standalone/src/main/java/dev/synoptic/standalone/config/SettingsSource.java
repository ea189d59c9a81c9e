package dev.synoptic.standalone.config;

import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where settings come from: a file, the environment over it, `--set` over both.
///
/// @param file        the YAML file, if any
/// @param environment all variables; those that begin with `SYNOPTIC_` and the name of a section count
/// @param assignments `path=value`, as given to `--set`
public record SettingsSource(Optional<Path> file, Map<String, String> environment, List<String> assignments) {

    private static final String PREFIX = "SYNOPTIC_";
    private static final Set<PosixFilePermission> READ_BY_OTHERS = Set.of(PosixFilePermission.OTHERS_READ);

    /// Reads and binds all of it.
    ///
    /// @throws UserMistake with every mistake, each with the place where it stands
    public <R extends Record> R load(Class<R> settings) throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, Given> given = new HashMap<>();
        if (file.isPresent()) given.putAll(fromFile(file.get(), problems));
        given.putAll(fromEnvironment(settings, problems));
        given.putAll(fromAssignments(problems));
        Optional<R> bound = new Binder(given, problems).bind(settings);
        return bound.orElseThrow(() -> new UserMistake(problems));
    }

    private static Map<String, Given> fromFile(Path file, List<String> problems) throws IOException {
        if (!Files.isReadable(file)) throw new UserMistake(file + ": no such file, or it may not be read");
        try {
            Map<String, Given> given = YamlFile.read(file, Files.readString(file), problems);
            refuseOpenSecrets(file, given, problems);
            return given;
        } catch (CharacterCodingException notText) {
            throw new UserMistake(file + ": not UTF-8 text, expected YAML");
        }
    }

    /// A file that others can read keeps no secret.
    private static void refuseOpenSecrets(Path file, Map<String, Given> given, List<String> problems)
            throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null
                || READ_BY_OTHERS.stream().noneMatch(view.readAttributes().permissions()::contains)) return;
        given.forEach((path, value) -> {
            if (Secrets.isSecret(path)) {
                problems.add(value.whence() + ": " + path + " is a secret, and " + file
                        + " can be read by others; chmod o-r it");
            }
        });
    }

    private Map<String, Given> fromEnvironment(Class<?> settings, List<String> problems) {
        Map<String, Given> given = new HashMap<>();
        Map<String, SettingsTree.Leaf> known = new HashMap<>();
        for (var leaf : SettingsTree.leaves(settings)) leaf.variable().ifPresent(name -> known.put(name, leaf));
        environment.forEach((variable, value) -> {
            if (known.containsKey(variable)) {
                given.put(known.get(variable).path(), Given.text(value, variable));
            } else {
                passedOn(known, variable)
                        .ifPresentOrElse(
                                path -> given.put(path, Given.text(value, variable)),
                                () -> refuseUnknown(known, variable, problems));
            }
        });
        return given;
    }

    /// `SYNOPTIC_KAFKA_BOOTSTRAP_SERVERS` is `kafka.bootstrap.servers`.
    private static Optional<String> passedOn(Map<String, SettingsTree.Leaf> known, String variable) {
        return known.entrySet().stream()
                .filter(each -> each.getValue().shape() == SettingsTree.Shape.PASSED_ON)
                .filter(each -> variable.startsWith(each.getKey() + "_"))
                .map(each -> each.getValue().path() + "."
                        + variable.substring(each.getKey().length() + 1)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'))
                .findFirst();
    }

    /// A variable that looks like a setting and is none would be a mistake that nobody sees.
    private static void refuseUnknown(Map<String, SettingsTree.Leaf> known, String variable, List<String> problems) {
        boolean looksLikeOne = known.values().stream()
                .map(SettingsTree.Leaf::path)
                .filter(path -> path.contains("."))
                .map(path -> PREFIX + path.substring(0, path.indexOf('.')).toUpperCase(Locale.ROOT) + "_")
                .anyMatch(variable::startsWith);
        if (looksLikeOne) problems.add(variable + ": sets nothing that is known");
    }

    private Map<String, Given> fromAssignments(List<String> problems) {
        Map<String, Given> given = new HashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) problems.add("--set " + assignment + ": expected path=value");
            else given.put(assignment.substring(0, equals), Given.text(assignment.substring(equals + 1), "--set"));
        }
        return given;
    }
}
