package dev.synoptic.signature;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Names of labels that others' rules may depend on: a lasting id, and the words of p0f 3.09b.
public final class LabelNames {

    private static final String UNKNOWN = "???";

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Optional<Label>> old = new HashMap<>();

    private final Annotations notes;

    private LabelNames(Annotations notes) {
        this.notes = notes;
    }

    /// Those that `database` gives.
    public static LabelNames of(SignatureDatabase database) {
        var notes = database.annotations();
        var names = new LabelNames(notes);
        var classic = Stream.concat(database.tcpRequest().stream(), database.tcpResponse().stream());
        var rules = Stream.concat(notes.requestRules().stream(), notes.responseRules().stream())
                .map(TcpRule::signature);
        Stream.concat(classic, rules).forEach(row -> names.add(row.label(), notes.label(row.row())));
        return names;
    }

    private void add(Label label, LabelNote note) {
        note.id().ifPresent(id -> ids.putIfAbsent(key(label), id));
        note.was().ifPresent(was -> old.putIfAbsent(key(label), parse(label, was)));
    }

    private static Optional<Label> parse(Label label, String was) {
        if (was.equals(UNKNOWN)) return Optional.empty();
        int colon = was.indexOf(':');
        String name = colon < 0 ? was : was.substring(0, colon);
        return Optional.of(
                new Label(label.generic(), label.systemClass(), name, colon < 0 ? "" : was.substring(colon + 1)));
    }

    /// The lasting id of a label: the file's, else one made of its words.
    public String id(Label label) {
        return ids.getOrDefault(
                key(label), label.text().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.]+", "-"));
    }

    /// What p0f 3.09b with its own database says of packets of this row: of an answer often nothing, where it knows the
    /// system by its SYNs.
    public Optional<Label> as309b(TcpSignature row) {
        return notes.label(row.row()).was().map(was -> parse(row.label(), was)).orElseGet(() -> as309b(row.label()));
    }

    /// What p0f 3.09b with its own database says of packets of this label; empty where it says nothing (`???`).
    public Optional<Label> as309b(Label label) {
        return old.getOrDefault(key(label), Optional.of(label));
    }

    /// Labels of the same words differ where one is a catch-all.
    private static String key(Label label) {
        return (label.generic() ? "g:" : "s:") + label.name() + ":" + label.flavor();
    }
}
