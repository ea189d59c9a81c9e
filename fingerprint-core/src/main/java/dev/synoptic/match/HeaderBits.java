package dev.synoptic.match;

import dev.synoptic.signature.HeaderPattern;
import dev.synoptic.signature.HttpHeaders;
import dev.synoptic.signature.HttpPattern;
import dev.synoptic.signature.HttpSignature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A bit for each of the header names that signatures ask about, so that most rows are ruled out in two instructions.
///
/// There are 64 bits; names beyond them have none, and rows that ask for these alone are always looked at whole.
final class HeaderBits {

    private final Map<String, Long> bits = new HashMap<>();

    private HeaderBits() {}

    static HeaderBits of(List<HttpSignature> signatures) {
        var names = new HeaderBits();
        for (var signature : signatures) {
            signature.pattern().headers().stream().map(HeaderPattern::name).forEach(names::add);
            signature.pattern().absent().forEach(names::add);
        }
        return names;
    }

    private void add(String name) {
        if (bits.size() < Long.SIZE) bits.putIfAbsent(name, 1L << bits.size());
    }

    private long bit(String name) {
        return bits.getOrDefault(name, 0L);
    }

    /// The names that a message must have to fit `pattern`.
    long required(HttpPattern pattern) {
        long required = 0;
        for (var header : pattern.headers()) {
            if (!header.optional()) required |= bit(header.name());
        }
        return required;
    }

    /// The names that a message must not have to fit `pattern` (HTTP-17).
    long absent(HttpPattern pattern) {
        long absent = 0;
        for (String name : pattern.absent()) absent |= bit(name);
        return absent;
    }

    /// The names that `message` has.
    long present(HttpHeaders message) {
        long present = 0;
        for (int i = 0; i < message.size(); i++) present |= bit(message.name(i));
        return present;
    }
}
