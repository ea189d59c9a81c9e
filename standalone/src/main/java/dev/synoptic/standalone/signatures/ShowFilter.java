package dev.synoptic.standalone.signatures;

import dev.synoptic.signature.Label;
import java.util.Locale;
import picocli.CommandLine.Option;

/// Which rows are shown.
final class ShowFilter {

    @Option(names = "--text", defaultValue = "", description = "Rows whose label or signature holds this.")
    private String text = "";

    @Option(names = "--class", defaultValue = "", description = "Rows of this class; ! for programs.")
    private String systemClass = "";

    @Option(
            names = "--section",
            defaultValue = "",
            description = "mtu, tcp:request, tcp:response, http:request or http:response.")
    private String section = "";

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    boolean json() {
        return json;
    }

    boolean wants(String sectionName) {
        return section.isEmpty() || section.equals(sectionName);
    }

    boolean wantsLink(String row) {
        return systemClass.isEmpty() && holds(row);
    }

    boolean wants(Label label, String row) {
        String own = label.systemClass().orElse("!");
        return (systemClass.isEmpty() || systemClass.equalsIgnoreCase(own)) && holds(label.text() + " " + row);
    }

    private boolean holds(String row) {
        return row.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
