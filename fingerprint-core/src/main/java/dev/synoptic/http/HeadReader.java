package dev.synoptic.http;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/// Reads the head of one HTTP message that was collected elsewhere, by the rules of [HttpExchange].
public final class HeadReader {

    private HeadReader() {}

    /// The message that `head` begins; empty where it is none, or not whole.
    ///
    /// @param head octets as ISO-8859-1; beyond [HeadBuffer#OCTETS_MAX] nothing is looked at
    public static Optional<HttpMessage> read(HttpDirection direction, String head) {
        byte[] octets = head.getBytes(StandardCharsets.ISO_8859_1);
        var exchange = direction == HttpDirection.REQUEST ? new HttpExchange() : HttpExchange.afterRequest();
        var read = new ArrayList<HttpMessage>(1);
        exchange.take(direction, MemorySegment.ofArray(octets), 0, octets.length, read::add);
        return read.stream().findFirst();
    }
}
