package dev.synoptic.gateway.v2;

import dev.synoptic.gateway.answer.HostAnswer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// The octets of an answer (`clients.md` 2.1), filled as 2.2 rule 4 says.
///
/// ```
///   0 magic   4 id   8 type (1)   9 genre (20)   29 detail (40)   69 distance (1)   70 link (30)   100 tos (30)
/// 130 fw  131 nat  132 real (1 each)   134 score (2)   136 mflags (2)   140 uptime in hours (4)
/// ```
final class V2Answer {

    /// Octets of an answer about a connection.
    static final int OCTETS = 144;

    /// Octets of an answer about the service.
    static final int STATUS_OCTETS = 56;

    private static final int TYPE_AT = 8;
    private static final int TYPE_FOUND = 0;
    private static final int TYPE_BAD = 1;
    private static final int TYPE_NO_MATCH = 2;
    private static final int TYPE_STATUS = 255;
    private static final int GENRE_AT = 9;
    private static final int DETAIL_AT = 29;
    private static final int DISTANCE_AT = 69;
    private static final int LINK_AT = 70;
    private static final int TOS_AT = 100;
    private static final int NAT_AT = 131;
    private static final int REAL_AT = 132;
    private static final int SCORE_AT = 134;
    private static final int UPTIME_AT = 140;
    private static final short NO_SCORE = -100;
    private static final int NOT_KNOWN = -1;
    private static final int VERSION_AT = 9;
    private static final int MODE_AT = 25;
    private static final int NUMBERS_AT = 28;
    private static final int MINUTES = 60;

    private V2Answer() {}

    static void putBad(V2Query query, ByteBuffer answers) {
        begin(query, TYPE_BAD, OCTETS, answers);
    }

    static void putNoMatch(V2Query query, ByteBuffer answers) {
        int at = begin(query, TYPE_NO_MATCH, OCTETS, answers);
        answers.put(at + DISTANCE_AT, (byte) NOT_KNOWN);
    }

    /// What is known of the client (`clients.md` 2.2 rule 4). `real` is 1 for a system, 0 for a tool and for
    /// who was not recognised.
    static void putFound(V2Query query, HostAnswer host, Map<String, String> linkNames, ByteBuffer answers) {
        int at = begin(query, TYPE_FOUND, OCTETS, answers);
        host.system().ifPresent(system -> {
            putText(answers, at + GENRE_AT, DETAIL_AT - GENRE_AT, system.name());
            putText(answers, at + DETAIL_AT, DISTANCE_AT - DETAIL_AT, system.flavor());
        });
        answers.put(at + DISTANCE_AT, (byte) Math.clamp(host.distance().orElse(NOT_KNOWN), NOT_KNOWN, Byte.MAX_VALUE));
        host.link()
                .map(link -> linkNames.getOrDefault(link, link))
                .ifPresent(link -> putText(answers, at + LINK_AT, TOS_AT - LINK_AT, link));
        answers.put(at + NAT_AT, (byte) (host.isShared() ? 1 : 0));
        answers.put(at + REAL_AT, (byte) (host.system().isPresent() && !host.usesTool() ? 1 : 0));
        answers.putShort(at + SCORE_AT, NO_SCORE);
        answers.putInt(
                at + UPTIME_AT,
                host.uptime()
                        .map(uptime -> (int) Math.min(uptime.minutes() / MINUTES, Integer.MAX_VALUE))
                        .orElse(NOT_KNOWN));
    }

    static void putStatus(V2Query query, V2Status status, ByteBuffer answers) {
        int at = begin(query, TYPE_STATUS, STATUS_OCTETS, answers);
        putText(answers, at + VERSION_AT, MODE_AT - VERSION_AT, V2Status.VERSION);
        answers.put(at + MODE_AT, (byte) 'S');
        int number = at + NUMBERS_AT;
        for (long each : status.numbers()) {
            answers.putInt(number, (int) Math.min(each, 0xFFFF_FFFFL));
            number += Integer.BYTES;
        }
    }

    private static int begin(V2Query query, int type, int octets, ByteBuffer answers) {
        int at = answers.position();
        answers.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < octets; i++) answers.put((byte) 0);
        answers.putInt(at, V2Query.MAGIC).putInt(at + Integer.BYTES, query.id()).put(at + TYPE_AT, (byte) type);
        return at;
    }

    /// Texts end by a zero octet within their field.
    private static void putText(ByteBuffer answers, int at, int field, String text) {
        int octets = Math.min(text.length(), field - 1);
        for (int i = 0; i < octets; i++) {
            char character = text.charAt(i);
            answers.put(at + i, (byte) (character >= ' ' && character <= '~' ? character : '?'));
        }
    }
}
