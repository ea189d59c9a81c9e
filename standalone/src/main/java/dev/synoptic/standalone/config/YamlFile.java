package dev.synoptic.standalone.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Flattens a YAML file to settings by their dotted paths, each with its line.
///
/// `gateway: {http: {port: 80}}` and `gateway.http.port: 80` say the same. A list of maps leads to paths such as
/// `gateway.listeners[0].protocol`.
final class YamlFile {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final JsonParser parser;
    private final Map<String, Given> found = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private YamlFile(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /// Reads the text of a file; what cannot be read is added to `problems`.
    static Map<String, Given> read(Path file, String text, List<String> problems) throws IOException {
        try (JsonParser parser = YAML.createParser(text)) {
            var reading = new YamlFile(file.toString(), parser);
            reading.readDocument();
            problems.addAll(reading.problems);
            return reading.found;
        } catch (JsonProcessingException broken) {
            int line = Optional.ofNullable(broken.getLocation())
                    .map(where -> where.getLineNr())
                    .orElse(1);
            problems.add(file + ":" + line + ": not YAML: " + firstLine(broken.getOriginalMessage()));
            return Map.of();
        }
    }

    private void readDocument() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) return; // an empty file sets nothing
        if (first == JsonToken.START_OBJECT) readMap("");
        else problems.add(here() + ": found " + first.name().toLowerCase(Locale.ROOT) + ", expected settings");
    }

    private void readMap(String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            String whence = here();
            switch (parser.nextToken()) {
                case START_OBJECT -> readMap(path + ".");
                case START_ARRAY -> put(path, readList(path, whence));
                case VALUE_NULL -> {} // a section whose settings are all commented out
                default -> put(path, Given.text(parser.getText(), whence));
            }
        }
    }

    /// A list of values, or of maps; the two are never mixed.
    private Given readList(String path, String whence) throws IOException {
        List<String> values = new ArrayList<>();
        int records = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT && values.isEmpty()) {
                readRecord(ElementPaths.at(path, records++));
            } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL && records == 0) {
                values.add(parser.getText());
            } else {
                refuseElement(path, token, records > 0);
            }
        }
        return records > 0 ? Given.records(whence) : Given.list(values, whence);
    }

    private void readRecord(String path) throws IOException {
        put(path, Given.element(here()));
        readMap(path + ".");
    }

    private void refuseElement(String path, JsonToken token, boolean amongRecords) throws IOException {
        String found =
                !token.isScalarValue() ? "a nested value" : parser.getText().isEmpty() ? "nothing" : "a value";
        String expected = amongRecords ? "settings, as before it" : "a plain value";
        problems.add(here() + ": " + path + ": found " + found + ", expected " + expected);
        parser.skipChildren();
    }

    private void put(String path, Given given) {
        Given earlier = found.putIfAbsent(path, given);
        if (earlier != null) problems.add(given.whence() + ": " + path + " is set already at " + earlier.whence());
    }

    private String here() {
        return name + ":" + parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable");
    }
}
