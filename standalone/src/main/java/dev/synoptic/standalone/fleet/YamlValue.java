package dev.synoptic.standalone.fleet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One value of a YAML file, and the line where it stands.
///
/// JSON is YAML too, so a file may be written in either.
sealed interface YamlValue {

    /// Where it stands, from 1.
    int line();

    /// Text, a number, a truth: as written. `null` and nothing at all are the empty text.
    record Scalar(int line, String text) implements YamlValue {}

    /// Values in order.
    record Sequence(int line, List<YamlValue> values) implements YamlValue {}

    /// Values by key, in order. In keys `_` and `-` are one.
    record Mapping(int line, Map<String, YamlValue> values) implements YamlValue {}

    /// How messages name its kind.
    default String kind() {
        return switch (this) {
            case Scalar scalar -> scalar.text().isEmpty() ? "nothing" : '"' + scalar.text() + '"';
            case Sequence _ -> "a list";
            case Mapping _ -> "keys with values";
        };
    }

    /// Reads the whole text of a file.
    ///
    /// @param name of the file, for messages
    static YamlValue parse(String name, String text) throws IOException {
        var yaml = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = yaml.createParser(text)) {
            if (parser.nextToken() == null) return new Scalar(1, "");
            return read(parser);
        } catch (JsonProcessingException broken) {
            int line = Optional.ofNullable(broken.getLocation())
                    .map(where -> where.getLineNr())
                    .orElse(1);
            String why = broken.getOriginalMessage().lines().findFirst().orElse("unreadable");
            throw new UserMistake(name + ":" + line + ": not YAML: " + why);
        }
    }

    private static YamlValue read(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line);
            case START_ARRAY -> sequence(parser, line);
            case VALUE_NULL -> new Scalar(line, "");
            default -> new Scalar(line, parser.getText());
        };
    }

    private static Mapping mapping(JsonParser parser, int line) throws IOException {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName().replace('_', '-');
            parser.nextToken();
            values.put(key, read(parser));
        }
        return new Mapping(line, values);
    }

    private static Sequence sequence(JsonParser parser, int line) throws IOException {
        List<YamlValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) values.add(read(parser));
        return new Sequence(line, values);
    }
}
