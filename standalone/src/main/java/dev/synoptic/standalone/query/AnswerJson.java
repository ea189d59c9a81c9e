package dev.synoptic.standalone.query;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.packet.IpAddress;
import java.util.stream.Collectors;

/// An answer as one JSON object (RFC 8259): a flat one, for which no library is loaded.
final class AnswerJson {

    private AnswerJson() {}

    static String of(IpAddress address, P0fAnswer answer) {
        return AnswerField.of(address, answer).stream()
                .map(field -> quoted(field.key()) + ":" + value(field.value()))
                .collect(Collectors.joining(",", "{\"known\":true,", "}"));
    }

    static String notKnown(IpAddress address) {
        return "{\"known\":false,\"address\":" + quoted(address.toString()) + "}";
    }

    private static String value(Object value) {
        return value instanceof Long number ? number.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ' || c > '~') quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
