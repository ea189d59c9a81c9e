package dev.synoptic.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads `classes`, `label`, `sys` and `ua_os`, which share one table of names (`p0f-v3.md` FP-5 to FP-11).
final class LabelParser {

    private final NameTable classes = new NameTable();
    private final NameTable names = new NameTable();
    private int labels;

    /// FP-5.
    void addClasses(String value) throws Mistake {
        var in = new Cursor(value);
        if (in.atEnd()) return;
        do {
            skipToItem(in);
            String word = in.takeWhile(NameTable::isWordCharacter);
            if (word.isEmpty()) throw in.mistake("", "a word of letters and digits");
            classes.number(word);
        } while (in.take(','));
        in.expectEnd("");
    }

    /// Blanks and further commas before an item are passed over; only behind the last item they are a mistake.
    private static void skipToItem(Cursor in) {
        in.takeWhile(c -> c == ' ' || c == '\t' || c == ',');
    }

    /// FP-7, numbered by FP-9. Its `sys` line, if any, follows.
    LabelRow label(String value) throws Mistake {
        var in = new Cursor(value);
        boolean generic = in.take('g');
        if (!generic && !in.take('s')) throw in.mistake("type", "s or g");
        in.expect(':', "type");
        boolean tool = in.take('!');
        OptionalInt classNumber = tool ? OptionalInt.empty() : OptionalInt.of(classNumber(in, "class"));
        in.expect(':', "class");
        int name = names.number(name(in, "name"));
        in.expect(':', "name");
        var systemClass = tool ? Optional.<String>empty() : Optional.of(classes.spelling(classNumber.getAsInt()));
        var label = new Label(generic, systemClass, names.spelling(name), in.rest());
        return new LabelRow(++labels, label, name, classNumber, List.of());
    }

    /// FP-10.
    List<SystemPattern> systems(String value) throws Mistake {
        var systems = new ArrayList<SystemPattern>();
        var in = new Cursor(value);
        if (in.atEnd()) return systems;
        do {
            skipToItem(in);
            systems.add(in.take('@') ? systemClass(in) : system(in));
        } while (in.take(','));
        in.expectEnd("");
        return systems;
    }

    private SystemPattern systemClass(Cursor in) throws Mistake {
        int number = classNumber(in, "");
        return new SystemPattern.OfClass(number, classes.spelling(number));
    }

    private SystemPattern system(Cursor in) throws Mistake {
        int number = names.number(name(in, ""));
        return new SystemPattern.Named(number, names.spelling(number));
    }

    /// FP-11.
    List<UserAgentSystem> userAgents(String value) throws Mistake {
        var systems = new ArrayList<UserAgentSystem>();
        var in = new Cursor(value);
        while (!in.atEnd()) {
            int number = names.number(name(in, "name"));
            boolean told = in.take('=');
            String text = told ? bracketed(in) : names.spelling(number);
            systems.add(new UserAgentSystem(number, names.spelling(number), text));
            if (!in.take(',') && !told) in.expectEnd("");
        }
        return systems;
    }

    private static String bracketed(Cursor in) throws Mistake {
        in.expect('[', "text");
        String text = in.takeWhile(c -> c != ']');
        if (text.isEmpty()) throw in.mistake("text", "some text before ']'");
        in.expect(']', "text");
        return text;
    }

    private int classNumber(Cursor in, String field) throws Mistake {
        var unknown = in.mistake(field, "! or one of the classes " + String.join(", ", classes.spellings()));
        return classes.find(in.takeWhile(NameTable::isWordCharacter)).orElseThrow(() -> unknown);
    }

    private static String name(Cursor in, String field) throws Mistake {
        String name = in.takeWhile(NameTable::isNameCharacter);
        if (name.isEmpty()) throw in.mistake(field, "a name of letters, digits, spaces and . / - _ ! ? ( )");
        return name;
    }

    List<String> classes() {
        return classes.spellings();
    }

    List<String> names() {
        return names.spellings();
    }
}
