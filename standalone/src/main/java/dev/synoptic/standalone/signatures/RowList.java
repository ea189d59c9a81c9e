package dev.synoptic.standalone.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.signature.HttpSignature;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.SignatureLayers.Layered;
import dev.synoptic.signature.TcpRule;
import dev.synoptic.signature.TcpSignature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The rows of a database that a filter lets through.
final class RowList {

    private final Layered layered;
    private final ShowFilter filter;
    private final List<String> lines = new ArrayList<>();
    private final ObjectMapper mapper = new ObjectMapper();

    RowList(Layered layered, ShowFilter filter) {
        this.layered = layered;
        this.filter = filter;
    }

    List<String> lines() {
        var database = layered.database();
        var notes = database.annotations();
        for (var link : database.links()) {
            if (filter.wants("mtu") && filter.wantsLink(link.link() + " " + link.mtu())) {
                add("mtu", link.line(), link.link(), Integer.toString(link.mtu()));
            }
        }
        tcp("tcp:request", notes.requestRules(), database.tcpRequest());
        tcp("tcp:response", notes.responseRules(), database.tcpResponse());
        http("http:request", database.httpRequest());
        http("http:response", database.httpResponse());
        return lines;
    }

    private void tcp(String section, List<TcpRule> rules, List<TcpSignature> rows) {
        for (var rule : rules)
            add(section, rule.signature().line(), rule.signature().label(), rule.text());
        for (var row : rows) add(section, row.line(), row.label(), row.pattern().text());
    }

    private void http(String section, List<HttpSignature> rows) {
        for (var row : rows) add(section, row.line(), row.label(), row.pattern().text());
    }

    private void add(String section, int line, Label label, String text) {
        if (filter.wants(section) && filter.wants(label, text)) {
            add(section, line, (label.generic() ? "(any) " : "") + label.text(), text);
        }
    }

    private void add(String section, int line, String label, String text) {
        var place = layered.place(line);
        lines.add(
                filter.json()
                        ? json(section, place.file(), place.line(), label, text)
                        : String.format("%-34s %s  [%s %s:%d]", label, text, section, place.file(), place.line()));
    }

    private String json(String section, String file, int line, String label, String text) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("section", section);
        fields.put("file", file);
        fields.put("line", line);
        fields.put("label", label);
        fields.put("sig", text);
        try {
            return mapper.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers become JSON", impossible);
        }
    }
}
