package dev.synoptic.gateway.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/// Requests of one connection that wait for their answers, the oldest first.
final class Unanswered {

    /// Beyond so many, or so many octets, no more is read of the client until some are answered.
    private static final int REQUESTS_MAX = 256;
    private static final int OCTETS_MAX = 64 * 1024;

    private final ArrayDeque<Asked> all = new ArrayDeque<>();
    private int octets;

    private record Asked(ByteBuffer request, long nanos) {}

    void add(ByteBuffer request, long nanos) {
        all.add(new Asked(request, nanos));
        octets += request.remaining();
    }

    /// The oldest one, which is answered now.
    ByteBuffer remove() {
        ByteBuffer request = all.remove().request();
        octets -= request.remaining();
        return request;
    }

    /// When the oldest one came.
    long oldestNanos() {
        return all.element().nanos();
    }

    boolean isAnyOlderThan(long nanos) {
        return !all.isEmpty() && oldestNanos() < nanos;
    }

    List<ByteBuffer> requests() {
        return all.stream().map(Asked::request).toList();
    }

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean isFull() {
        return all.size() >= REQUESTS_MAX || octets >= OCTETS_MAX;
    }
}
