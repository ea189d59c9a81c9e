package dev.synoptic.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the `;@` lines of a signature file, and holds those that belong to the next row until it comes.
final class AnnotationReader {

    private final Map<Integer, RowNote> rows = new HashMap<>();
    private final Map<Integer, LabelNote> labels = new HashMap<>();
    private final List<TcpRule> requestRules = new ArrayList<>();
    private final List<TcpRule> responseRules = new ArrayList<>();
    private final List<FilePart> parts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Optional<String> version = Optional.empty();
    private RowNote pending = RowNote.NONE;

    /// Reads what follows `;@`.
    void line(int line, String body, Section section, Optional<LabelRow> row) throws Mistake {
        var in = new Cursor(body);
        in.skipBlanks();
        String key = in.takeWhile(NameTable::isWordCharacter);
        in.skipBlanks();
        in.expect('=', key);
        in.skipBlanks();
        String value = in.rest();
        switch (key) {
            case "hide" -> {} // for lower layers: SignatureLayers sees to it
            case "file" -> parts.add(new FilePart(line, value));
            case "version" -> version = Optional.of(value);
            case "id" -> label(row, new LabelNote(Optional.of(value), Optional.empty()));
            case "was" -> label(row, new LabelNote(Optional.empty(), Optional.of(value)));
            case "from" ->
                pending = new RowNote(Optional.of(value), pending.memory(), pending.among(), pending.p0fOnly());
            case "memory" ->
                pending = new RowNote(pending.from(), Optional.of(value), pending.among(), pending.p0fOnly());
            case "among" -> pending = new RowNote(pending.from(), pending.memory(), among(value), pending.p0fOnly());
            case "only" -> only(value);
            case "sig" -> rule(line, value, section, row);
            default -> throw new Mistake("", key, "one of version, id, was, from, memory, among, only, hide, sig");
        }
    }

    /// A `sig` line of p0f's own: what was said above it is said of it.
    void row(int line) {
        if (!pending.isNone()) rows.put(line, pending);
        pending = RowNote.NONE;
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    private void label(Optional<LabelRow> row, LabelNote said) throws Mistake {
        int number = row.orElseThrow(() -> new Mistake("", "", "a label of systems or programs above"))
                .number();
        labels.merge(
                number, said, (a, b) -> new LabelNote(b.id().or(a::id), b.was().or(a::was)));
    }

    private void only(String value) throws Mistake {
        if (!value.equals("p0f")) throw new Mistake("only", value, "p0f");
        pending = new RowNote(pending.from(), pending.memory(), pending.among(), true);
    }

    private void rule(int line, String value, Section section, Optional<LabelRow> row) throws Mistake {
        var label = row.orElseThrow(() -> new Mistake("sig", value, "a label above"));
        var rule = TcpRuleParser.parse(line, label, value);
        switch (section) {
            case TCP_REQUEST -> requestRules.add(rule);
            case TCP_RESPONSE -> responseRules.add(rule);
            default -> throw new Mistake("sig", value, "it in [tcp:request] or [tcp:response]");
        }
        row(line);
    }

    /// `[weight] class:name:flavor`, separated by semicolons.
    private static List<Alternative> among(String value) throws Mistake {
        var all = new ArrayList<Alternative>();
        for (String item : value.split(";")) {
            var in = new Cursor(item.strip());
            String weight = in.takeWhile(c -> c >= '0' && c <= '9');
            if (weight.length() > 9) throw new Mistake("among", item, "a weight below a thousand million");
            in.skipBlanks();
            String systemClass = in.takeWhile(NameTable::isWordCharacter);
            in.expect(':', "among, class");
            String name = in.takeWhile(NameTable::isNameCharacter);
            in.expect(':', "among, name");
            all.add(new Alternative(weight.isEmpty() ? 0 : Integer.parseInt(weight), systemClass, name, in.rest()));
        }
        return all;
    }

    Annotations build() {
        return new Annotations(version, rows, labels, requestRules, responseRules, parts, problems);
    }
}
