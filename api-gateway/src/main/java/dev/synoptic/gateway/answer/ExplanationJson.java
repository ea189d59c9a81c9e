package dev.synoptic.gateway.answer;

import dev.synoptic.match.Explanation;
import dev.synoptic.match.MatchExplanation;
import dev.synoptic.match.MatchExplanation.Other;
import dev.synoptic.signature.Place;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Why a handshake is called what it is called, as JSON: the same from `GET /api/v1/hosts/{address}` and from
/// `synoptic signatures explain --json`. What is not known is left out.
public final class ExplanationJson {

    private ExplanationJson() {}

    /// The fields in the order in which a person reads them.
    public static Map<String, Object> of(Explanation why) {
        var json = new LinkedHashMap<String, Object>();
        var told = why.told();
        var match = told.match();
        json.put("rawSignature", match.rawSignature());
        json.put("step", why.seen().step().name().toLowerCase(Locale.ROOT));
        told.row().ifPresent(row -> {
            json.put(match.isTool() ? "app" : "os", row.label().text());
            why.labelId().ifPresent(id -> json.put("labelId", id));
            why.oldWords().ifPresent(old -> json.put("label309b", old.text()));
            json.put("row", row(why.place(row.line()), row));
        });
        json.put("how", told.how().name().toLowerCase(Locale.ROOT));
        json.put("howInWords", told.how().words());
        json.put("distanceHops", match.distance());
        why.pathMtu().ifPresent(mtu -> json.put("pathMtu", mtu));
        why.pathLink().ifPresent(link -> json.put("pathLink", link));
        match.sender().ownMtu().ifPresent(mtu -> json.put("senderMtu", mtu));
        match.sender().ownLink().ifPresent(link -> json.put("senderLink", link));
        match.sender().memory().ifPresent(memory -> json.put("memory", memory));
        json.put("for", told.supporting());
        json.put("against", told.opposing());
        json.put(
                "alternatives",
                told.alternatives().stream().map(other -> other(other, why)).toList());
        json.put("database", database(why));
        return json;
    }

    private static Map<String, Object> row(Place place, MatchExplanation.Row row) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", place.file());
        json.put("line", place.line());
        json.put("signature", row.text());
        row.from().ifPresent(from -> json.put("sources", from));
        return json;
    }

    private static Map<String, Object> other(Other other, Explanation why) {
        var json = new LinkedHashMap<String, Object>();
        json.put("label", other.label());
        if (other.weight() > 0) json.put("counted", other.weight());
        other.line().ifPresent(line -> {
            json.put("file", why.place(line).file());
            json.put("line", why.place(line).line());
        });
        if (other.approximate()) json.put("approximate", true);
        return json;
    }

    private static Map<String, Object> database(Explanation why) {
        var json = new LinkedHashMap<String, Object>();
        why.database().annotations().version().ifPresent(version -> json.put("version", version));
        json.put("digest", why.database().version());
        return json;
    }
}
