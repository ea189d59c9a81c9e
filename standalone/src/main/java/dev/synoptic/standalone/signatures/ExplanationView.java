package dev.synoptic.standalone.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.gateway.answer.ExplanationJson;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.MatchExplanation.Other;
import dev.synoptic.signature.SignatureLayers.Layered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An explanation, for a terminal or a program.
///
/// @param why     the explanation
/// @param layered the files it goes by, named as the user named them
record ExplanationView(Explanation why, Layered layered) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        var told = why.told();
        var match = told.match();
        line(lines, "raw_sig", match.rawSignature());
        line(
                lines,
                match.isTool() ? "app" : "os",
                told.row().map(row -> row.label().text()).orElse("???"));
        told.row().ifPresent(row -> {
            line(lines, "label id", why.labelId().orElse(""));
            line(lines, "3.09b says", why.oldWords().map(old -> old.text()).orElse("???"));
            var place = layered.place(row.line());
            line(lines, "row", place.file() + ":" + place.line() + ": " + row.text());
        });
        line(lines, "how", told.how().words());
        line(lines, "distance", match.distance() + " hops");
        why.pathMtu().ifPresent(mtu -> line(lines, "path MTU", mtu + inBrackets(why.pathLink())));
        var sender = match.sender();
        sender.ownMtu().ifPresent(mtu -> line(lines, "sender MTU", mtu + inBrackets(sender.ownLink())));
        sender.memory().ifPresent(size -> line(lines, "memory", size));
        line(lines, "for", told.supporting());
        line(lines, "against", told.opposing());
        line(lines, "or", told.alternatives().stream().map(this::text).toList());
        return lines;
    }

    List<String> json() {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(ExplanationJson.of(why))
                    .lines()
                    .toList();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and lists become JSON", impossible);
        }
    }

    /// Lines as the user's own files number them.
    private String text(Other other) {
        if (other.line().isEmpty()) return other.text();
        var place = layered.place(other.line().getAsInt());
        return other.label() + " (" + place.file() + ":" + place.line()
                + (other.approximate() ? ", approximately)" : ")");
    }

    private static String inBrackets(Optional<String> link) {
        return link.map(name -> " (" + name + ")").orElse("");
    }

    private static void line(List<String> lines, String name, String value) {
        lines.add(String.format("%-12s %s", name, value));
    }

    private static void line(List<String> lines, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) line(lines, i == 0 ? name : "", values.get(i));
    }
}
