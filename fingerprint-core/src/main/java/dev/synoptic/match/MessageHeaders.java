package dev.synoptic.match;

import dev.synoptic.http.HttpMessage;
import dev.synoptic.signature.HttpHeaders;
import java.util.Optional;

/// The headers of a message as signatures see them.
public record MessageHeaders(HttpMessage message) implements HttpHeaders {

    @Override
    public int size() {
        return message.headers().size();
    }

    @Override
    public String name(int index) {
        return message.headers().get(index).name();
    }

    @Override
    public Optional<String> value(int index) {
        return message.headers().get(index).value();
    }

    /// The usual way, by fewer steps: asked some hundred times a message.
    @Override
    public int indexOf(String name, int from) {
        var headers = message.headers();
        for (int i = from; i < headers.size(); i++) {
            if (headers.get(i).name().equals(name)) return i;
        }
        return -1;
    }
}
