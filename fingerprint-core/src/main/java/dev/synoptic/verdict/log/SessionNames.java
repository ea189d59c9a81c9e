package dev.synoptic.verdict.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names sessions and events so that equal input gets equal names (V40).
///
/// A name is the first 16 octets of SHA-256 over host, session key, the start floored to the second, and the
/// ordinal. A process can serve several sessions within one second, so that sessions of one key and second are
/// numbered; a resume point therefore goes back to the first line of its second.
public final class SessionNames {

    /// Session keys of which the last second is remembered.
    static final int KEYS_MAX = 50_000;

    private static final int OCTETS = 16;

    private final Map<String, Last> last = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
            return size() > KEYS_MAX;
        }
    };

    public SessionNames() {}

    private record Last(long second, int number) {}

    /// A session's name, from which those of its events follow.
    ///
    /// @param seed what they are made of
    public record SessionName(String seed) {

        /// Names the session.
        public String id() {
            return digest(seed);
        }

        /// Names the event of this ordinal: 0 for a connection without a transaction, else from 1.
        public String event(int ordinal) {
            return digest(seed + '\0' + ordinal);
        }
    }

    /// Names the session of this key that begins now.
    public SessionName begin(String host, String key, long openMicros) {
        long second = Math.floorDiv(openMicros, 1_000_000L);
        String full = host + '\0' + key;
        Last before = last.get(full);
        int number = before != null && before.second() == second ? before.number() + 1 : 0;
        last.put(full, new Last(second, number));
        return new SessionName(full + '\0' + second + (number == 0 ? "" : "+" + number));
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
