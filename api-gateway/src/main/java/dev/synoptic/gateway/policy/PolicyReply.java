package dev.synoptic.gateway.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a mail server is told: one action of access(5), and for other readers maybe the karma.
///
/// @param action printable ASCII on one line, never empty
/// @param karma  sum of the points; 0 is not said
record PolicyReply(String action, int karma) {

    /// Octets of the longest action.
    static final int ACTION_CHARS_MAX = 512;

    /// Octets of the longest reply.
    static final int OCTETS_MAX = ACTION_CHARS_MAX + 64;

    /// No opinion.
    static final PolicyReply DUNNO = new PolicyReply("DUNNO", 0);

    PolicyReply {
        action = clean(action);
        if (action.isEmpty()) throw new IllegalArgumentException("an empty action would be a misunderstanding");
    }

    static PolicyReply of(String action) {
        return new PolicyReply(action, 0);
    }

    /// Lines end with LF alone: Postfix waits for ever behind a CR.
    void put(ByteBuffer answers) {
        String lines = "action=" + action + (karma == 0 ? "" : "\nkarma=" + karma) + "\n\n";
        answers.put(lines.getBytes(StandardCharsets.US_ASCII));
    }

    /// Printable ASCII; everything else becomes a question mark.
    private static String clean(String text) {
        var clean = new StringBuilder(Math.min(text.length(), ACTION_CHARS_MAX));
        for (int i = 0; i < text.length() && clean.length() < ACTION_CHARS_MAX; i++) {
            char c = text.charAt(i);
            clean.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return clean.toString().strip();
    }
}
