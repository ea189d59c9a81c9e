package dev.synoptic.gateway.relay;

import java.nio.ByteBuffer;
import java.time.Duration;

/// Where requests and answers of a protocol end, and what is said when nobody answers.
public enum Framing {
    /// p0f's protocol: 21 octets, 232 octets (`clients.md` 1.1).
    V3(Framing.V3_QUERY, Framing.V3_ANSWER, false, 50) {
        @Override
        int requestOctets(ByteBuffer octets, int looked) {
            return octets.remaining() >= V3_QUERY ? V3_QUERY : 0;
        }

        @Override
        int answerOctets(ByteBuffer octets) {
            return octets.remaining() >= V3_ANSWER ? V3_ANSWER : 0;
        }

        @Override
        void putNotKnown(ByteBuffer request, ByteBuffer answers) {
            boolean good =
                    request.get(0) == 1 && request.get(1) == 'F' && request.get(2) == '0' && request.get(3) == 'P';
            byte type = request.get(4);
            answers.put((byte) 2).put((byte) 'F').put((byte) '0').put((byte) 'P');
            answers.put(good && (type == 4 || type == 6) ? V3_NO_MATCH : 0).put(new byte[V3_ANSWER - 5]);
        }
    },
    /// Policy delegation: lines up to an empty one, both ways (`clients.md` 4.1).
    POLICY(64 * 1024, 1024, false, 250) {
        @Override
        int requestOctets(ByteBuffer octets, int looked) {
            return upToEmptyLine(octets, looked);
        }

        @Override
        int answerOctets(ByteBuffer octets) {
            return upToEmptyLine(octets, 0);
        }

        @Override
        void putNotKnown(ByteBuffer request, ByteBuffer answers) {
            put("action=DUNNO\n\n", answers);
        }
    },
    /// The text front: one line, one line, the end (`clients.md` 5).
    TEXT(512, 512, true, 50) {
        @Override
        int requestOctets(ByteBuffer octets, int looked) {
            return upToLineEnd(octets, octets.position() + looked);
        }

        @Override
        int answerOctets(ByteBuffer octets) {
            return upToLineEnd(octets, octets.position());
        }

        @Override
        void putNotKnown(ByteBuffer request, ByteBuffer answers) {
            put("Unknown\n", answers);
        }
    };

    private static final int V3_QUERY = 21;
    private static final int V3_ANSWER = 232;
    private static final byte V3_NO_MATCH = 0x20;

    private final int requestOctetsMax;
    private final int answerOctetsMax;
    private final boolean onlyOne;
    private final Duration handshakeWait;

    Framing(int requestOctetsMax, int answerOctetsMax, boolean onlyOne, int handshakeWaitMillis) {
        this.requestOctetsMax = requestOctetsMax;
        this.answerOctetsMax = answerOctetsMax;
        this.onlyOne = onlyOne;
        this.handshakeWait = Duration.ofMillis(handshakeWaitMillis);
    }

    /// As long as a gateway may hold a question whose handshake has not travelled yet (design §4).
    Duration handshakeWait() {
        return handshakeWait;
    }

    /// Octets of the longest request.
    int requestOctetsMax() {
        return requestOctetsMax;
    }

    /// Octets of the longest answer.
    int answerOctetsMax() {
        return answerOctetsMax;
    }

    /// Whether a connection is closed behind its first answer.
    boolean isOnlyOne() {
        return onlyOne;
    }

    /// Octets of the first request from the buffer's position on; 0 where it is not whole yet.
    ///
    /// @param looked octets from there on that held no end: who sends a long request in small pieces has each octet
    ///               looked at once
    abstract int requestOctets(ByteBuffer octets, int looked);

    /// Octets of the first answer; 0 where it is not whole yet.
    abstract int answerOctets(ByteBuffer octets);

    /// Answers `request`, which begins at 0, for a gateway that is away.
    abstract void putNotKnown(ByteBuffer request, ByteBuffer answers);

    private static int upToLineEnd(ByteBuffer octets, int from) {
        for (int at = from; at < octets.limit(); at++) {
            if (octets.get(at) == '\n') return at + 1 - octets.position();
        }
        return 0;
    }

    private static int upToEmptyLine(ByteBuffer octets, int looked) {
        int start = octets.position();
        for (int at = start + looked; at < octets.limit(); at++) {
            if (octets.get(at) != '\n') continue;
            int line = at > start && octets.get(at - 1) == '\r' ? at - 1 : at;
            if (line == start || octets.get(line - 1) == '\n') return at + 1 - start;
        }
        return 0;
    }

    private static void put(String text, ByteBuffer answers) {
        for (int i = 0; i < text.length(); i++) answers.put((byte) text.charAt(i));
    }
}
