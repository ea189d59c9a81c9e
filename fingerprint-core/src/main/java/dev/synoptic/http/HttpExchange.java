package dev.synoptic.http;

import java.lang.foreign.MemorySegment;

/// One request and its response as they come in on a connection, segment by segment in sequence (`p0f-v3.md` 10.1).
///
/// Bounded: [HeadBuffer#OCTETS_MAX] octets in each direction, [HttpMessage#HEADERS_MAX] headers. Reusable after
/// [#clear]. Any octets at all may come in; nothing here throws.
public final class HttpExchange {

    /// Takes the messages of an exchange when their heads are complete.
    public interface Listener {

        /// A complete request head, respectively response head (HTTP-13).
        void complete(HttpMessage message);
    }

    private enum State {
        UNDECIDED,
        YES,
        NO
    }

    private static final String GET = "GET /";
    private static final String HEAD = "HEAD /";
    private static final String VERSION = "HTTP/1.";
    private static final int REQUEST_MIN = 15;
    private static final int REQUEST_LINE_MIN = 14;
    private static final int RESPONSE_MIN = 13;
    private static final boolean WANTS_MORE = true;
    private static final boolean WANTS_NO_MORE = false;

    private final HeadBuffer request = new HeadBuffer();
    private final HeadBuffer response = new HeadBuffer();
    private final HeaderLine line = new HeaderLine();
    private State state = State.UNDECIDED;
    private boolean requestDone;
    private int position;
    private MessageCollector message = new MessageCollector(HttpDirection.REQUEST);

    /// An exchange that has seen nothing.
    public HttpExchange() {}

    /// An exchange whose request is done with, so that only its response is looked at.
    static HttpExchange afterRequest() {
        var exchange = new HttpExchange();
        exchange.state = State.YES;
        exchange.requestDone = true;
        exchange.message = new MessageCollector(HttpDirection.RESPONSE);
        return exchange;
    }

    /// Forgets the connection, for the next one.
    public void clear() {
        request.clear();
        response.clear();
        state = State.UNDECIDED;
        requestDone = false;
        position = 0;
        message = new MessageCollector(HttpDirection.REQUEST);
    }

    /// Takes one data segment; answers whether more data of this connection is wanted (HTTP-1).
    public boolean take(HttpDirection direction, MemorySegment octets, long offset, int count, Listener listener) {
        var buffer = direction == HttpDirection.REQUEST ? request : response;
        buffer.append(octets, offset, count);
        return direction == HttpDirection.REQUEST ? takeRequest(listener) : takeResponse(listener);
    }

    /// Whether neither direction can be added to (STATE-15).
    public boolean full() {
        return request.full() && response.full();
    }

    private boolean no() {
        state = State.NO;
        return WANTS_NO_MORE;
    }

    /// `more` of HTTP-1: as long as there is room the data may yet become HTTP.
    private boolean whileRoom(HeadBuffer data) {
        return data.full() ? no() : WANTS_MORE;
    }

    /// HTTP-2, HTTP-3.
    private boolean takeRequest(Listener listener) {
        if (state == State.NO) return WANTS_NO_MORE;
        if (requestDone) return WANTS_MORE;
        if (state == State.YES) return readHeaders(request, listener);
        if (request.length() < REQUEST_MIN) return WANTS_MORE;
        if (position == 0 && !request.startsWith(GET, 0) && !request.startsWith(HEAD, 0)) return no();
        int end = FirstLine.scan(request, position);
        if (end == FirstLine.BAD_OCTET || end == FirstLine.OFFSET_MAX || end < REQUEST_LINE_MIN) return no();
        if (end == request.length()) {
            position = end;
            return whileRoom(request);
        }
        int lineEnd = request.at(end - 1) == '\r' ? end - 1 : end;
        if (!request.startsWith(VERSION, lineEnd - 8)) return no();
        message.version(request.at(lineEnd - 1) == '1' ? 1 : 0);
        state = State.YES;
        position = end + 1;
        return readHeaders(request, listener);
    }

    /// HTTP-4, HTTP-5; the status line's rule is applied to every segment of a response (O-12).
    private boolean takeResponse(Listener listener) {
        if (state == State.NO) return WANTS_NO_MORE;
        if (state != State.YES || !requestDone) return no();
        if (response.length() < RESPONSE_MIN) return WANTS_MORE;
        int end = FirstLine.scan(response, position);
        if (end == FirstLine.BAD_OCTET || end == FirstLine.OFFSET_MAX || end < RESPONSE_MIN) return no();
        if (end >= response.length()) {
            position = response.length();
            return whileRoom(response);
        }
        if (!response.startsWith(VERSION, 0)) return no();
        message.version(response.at(7) == '1' ? 1 : 0);
        position = end + 1;
        return readHeaders(response, listener);
    }

    /// HTTP-8.
    private boolean readHeaders(HeadBuffer data, Listener listener) {
        while (position < data.length()) {
            int octet = data.at(position);
            if (octet == '\r' || octet == '\n') return complete(listener);
            if (message.full()) return no();
            switch (line.read(data, position)) {
                case WHOLE -> {
                    message.add(line.name(), line.value());
                    position = line.next();
                }
                case UNFINISHED -> {
                    return whileRoom(data);
                }
                case MALFORMED -> {
                    return no();
                }
                case OVERLONG -> {
                    no();
                    return WANTS_MORE; // O-13
                }
            }
        }
        return whileRoom(data); // HTTP-10
    }

    /// HTTP-13.
    private boolean complete(Listener listener) {
        listener.complete(message.message());
        if (requestDone) return no();
        requestDone = true;
        position = 0;
        message = new MessageCollector(HttpDirection.RESPONSE);
        return WANTS_MORE;
    }
}
