package dev.synoptic.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A message while its lines come in.
final class MessageCollector {

    private final HttpDirection direction;
    private final List<HttpHeader> headers = new ArrayList<>();
    private int version;
    private Optional<String> software = Optional.empty();
    private Optional<String> language = Optional.empty();
    private boolean via;
    private long dateSeconds;

    MessageCollector(HttpDirection direction) {
        this.direction = direction;
    }

    void version(int number) {
        version = number;
    }

    boolean full() {
        return headers.size() == HttpMessage.HEADERS_MAX;
    }

    /// HTTP-9: the last one with a value wins; one without changes nothing.
    void add(String name, Optional<String> value) {
        headers.add(new HttpHeader(name, value));
        if (value.isEmpty()) return;
        switch (name) {
            case "Via", "X-Forwarded-For" -> via = true;
            case "User-Agent" -> software = direction == HttpDirection.REQUEST ? value : software;
            case "Accept-Language" -> language = direction == HttpDirection.REQUEST ? value : language;
            case "Server" -> software = direction == HttpDirection.RESPONSE ? value : software;
            case "Date" ->
                dateSeconds = direction == HttpDirection.RESPONSE ? HttpDate.parse(value.get()) : dateSeconds;
            default -> {}
        }
    }

    HttpMessage message() {
        return new HttpMessage(direction, version, headers, software, language, via, dateSeconds);
    }
}
