package dev.synoptic.p0f;

import dev.synoptic.http.HeaderLists;
import dev.synoptic.http.HttpDirection;
import dev.synoptic.http.HttpHeader;
import dev.synoptic.http.HttpMessage;
import dev.synoptic.signature.SignatureDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// An HTTP message in the shape of a signature (`p0f-v3.md` 10.7, `raw_sig`).
final class RawHttp {

    private static final int SHOWN_MAX = 200;

    private final Names requests;
    private final Names responses;

    RawHttp(SignatureDatabase database) {
        var known = new HashSet<>(HeaderLists.builtIn()); // FP-16
        known.addAll(database.headerNames());
        requests = Names.of(HeaderLists.REQUEST, known);
        responses = Names.of(HeaderLists.RESPONSE, known);
    }

    /// How a header is shown.
    ///
    /// @param known     whether anyone asks about its name
    /// @param optional  with a question mark, without its value
    /// @param skipped   without its value
    /// @param commonBit its bit among the names that are told where they are missing; 0 for others
    private record Shown(boolean known, boolean optional, boolean skipped, long commonBit) {

        static final Shown UNKNOWN = new Shown(false, false, false, 0);
    }

    /// All that is to be known of a header's name, by one look.
    private record Names(Map<String, Shown> shown, List<String> common) {

        static Names of(HeaderLists lists, Iterable<String> known) {
            var shown = new HashMap<String, Shown>();
            for (String name : known) {
                int common = lists.common().indexOf(name);
                shown.put(
                        name,
                        new Shown(
                                true,
                                lists.optional().contains(name),
                                lists.skipped().contains(name),
                                common < 0 ? 0 : 1L << common));
            }
            return new Names(shown, lists.common());
        }
    }

    void put(TextBuffer text, HttpMessage message) {
        var names = message.direction() == HttpDirection.REQUEST ? requests : responses;
        text.putDecimal(message.version()).put(':');
        long seen = 0;
        var headers = message.headers();
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(i);
            var shown = names.shown.getOrDefault(header.name(), Shown.UNKNOWN);
            seen |= shown.commonBit;
            if (i > 0) text.put(',');
            putHeader(text, header, shown);
        }
        text.put(':');
        putAbsent(text, names.common, seen);
        text.put(':');
        if (message.software().isPresent()) {
            text.putShown(message.software().get(), SHOWN_MAX, false);
        }
    }

    /// A bar ends the value of a known header only (O-15).
    private static void putHeader(TextBuffer text, HttpHeader header, Shown shown) {
        if (shown.optional) {
            text.put('?').put(header.name());
            return;
        }
        text.put(header.name());
        if (shown.skipped || header.value().isEmpty()) return;
        text.put("=[");
        if (text.putShown(header.value().get(), SHOWN_MAX, shown.known) > 0) text.put(']');
        else text.takeBack(2);
    }

    private static void putAbsent(TextBuffer text, List<String> common, long seen) {
        boolean first = true;
        for (int i = 0; i < common.size(); i++) {
            if ((seen >>> i & 1) != 0) continue;
            if (!first) text.put(',');
            first = false;
            text.put(common.get(i));
        }
    }
}
