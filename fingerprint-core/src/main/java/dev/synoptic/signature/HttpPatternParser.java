package dev.synoptic.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads `ver:horder:habsent:expsw` (`p0f-v3.md` 4.9).
final class HttpPatternParser {

    /// Items of each list.
    private static final int HEADERS_MAX = 32;

    private final Cursor in;

    private HttpPatternParser(Cursor in) {
        this.in = in;
    }

    static HttpPattern parse(String value) throws Mistake {
        return new HttpPatternParser(new Cursor(value)).pattern();
    }

    private HttpPattern pattern() throws Mistake {
        var version = version();
        in.expect(':', "ver");
        var headers = headers();
        in.expect(':', "horder");
        var absent = absent();
        in.expect(':', "habsent");
        String software = in.takeWhile(c -> c != ':');
        in.expectEnd("expsw");
        return new HttpPattern(version, headers, absent, software);
    }

    private OptionalInt version() throws Mistake {
        if (in.take('*')) return OptionalInt.empty();
        if (in.take('0')) return OptionalInt.of(0);
        if (in.take('1')) return OptionalInt.of(1);
        throw in.mistake("ver", "0, 1 or *");
    }

    private List<HeaderPattern> headers() throws Mistake {
        var headers = new ArrayList<HeaderPattern>();
        while (!in.isAt(':')) {
            requireRoom(headers, "horder");
            boolean optional = in.take('?');
            headers.add(new HeaderPattern(name("horder"), optional, text()));
            if (!in.take(',')) break;
        }
        return headers;
    }

    private List<String> absent() throws Mistake {
        var absent = new ArrayList<String>();
        while (!in.isAt(':')) {
            requireRoom(absent, "habsent");
            absent.add(name("habsent"));
            if (!in.take(',')) break;
        }
        return absent;
    }

    private void requireRoom(List<?> list, String field) throws Mistake {
        if (list.size() == HEADERS_MAX) throw in.mistake(field, "at most " + HEADERS_MAX + " headers");
    }

    private String name(String field) throws Mistake {
        String name = in.takeWhile(c -> NameTable.isWordCharacter(c) || c == '-' || c == '_');
        if (name.isEmpty()) throw in.mistake(field, "a header name");
        return name;
    }

    private Optional<String> text() throws Mistake {
        if (!in.take('=')) return Optional.empty();
        in.expect('[', "horder");
        String text = in.takeWhile(c -> c != ']');
        if (text.isEmpty()) throw in.mistake("horder", "some text before ']'");
        in.expect(']', "horder");
        return Optional.of(text);
    }
}
