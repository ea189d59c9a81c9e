package dev.synoptic.standalone.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.LinkTypes;
import dev.synoptic.match.MatchExplanation;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureLayers.Layered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An explanation, for a terminal or a program.
record ExplanationView(MatchExplanation told, SynObservation seen, Layered layered) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        fields().forEach((name, value) -> {
            var values = value instanceof List<?> list ? list : List.of(value);
            String head = name;
            for (Object one : values) {
                lines.add(String.format("%-12s %s", head, one));
                head = "";
            }
        });
        return lines;
    }

    List<String> json() {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(fields())
                    .lines()
                    .toList();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and lists become JSON", impossible);
        }
    }

    private Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        var match = told.match();
        fields.put("raw_sig", match.rawSignature());
        fields.put(
                match.isTool() ? "app" : "os",
                label(told.row().map(row -> row.label().text())));
        told.row().ifPresent(row -> row(fields, row));
        fields.put("how", told.how().words());
        fields.put("distance", match.distance() + " hops");
        if (seen.mss() > 0) {
            int mtu = LinkTypes.mtu(seen.ipVersion(), seen.mss());
            String link = LinkTypes.of(layered.database())
                    .name(mtu)
                    .map(name -> " (" + name + ")")
                    .orElse("");
            fields.put("path MTU", mtu + link);
        }
        put(fields, "for", told.supporting());
        put(fields, "against", told.opposing());
        put(fields, "or", told.alternatives());
        return fields;
    }

    private void row(Map<String, Object> fields, MatchExplanation.Row row) {
        var names = LabelNames.of(layered.database());
        fields.put("label id", names.id(row.label()));
        fields.put("3.09b says", label(names.as309b(row.label()).map(old -> old.text())));
        var place = layered.place(row.line());
        fields.put("row", place.file() + ":" + place.line() + ": " + row.text());
    }

    private static void put(Map<String, Object> fields, String name, List<String> values) {
        if (!values.isEmpty()) fields.put(name, values);
    }

    private static String label(Optional<String> text) {
        return text.orElse("???");
    }
}
