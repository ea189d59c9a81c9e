package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.answer.HostAnswer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/// The 232 octets of an answer, with the gateway's field semantics (`clients.md` 1.1): distance −1 where unknown,
/// and every text ended by a zero octet.
///
/// ```
///   0 magic   4 status      8 first_seen  12 last_seen   16 total_conn  20 uptime_min  24 up_mod_days
///  28 last_nat  32 last_chg  36 distance (2)  38 bad_sw  39 os_match_q
///  40 os_name  72 os_flavor  104 http_name  136 http_flavor  168 link_type  200 language     (32 each)
/// ```
/// Little endian, packed. A status other than "found" is followed by zeros alone.
public final class V3Answer {

    /// Octets of an answer.
    public static final int OCTETS = 232;

    static final int STATUS_AT = 4;
    static final int MAGIC = 0x50304602;
    static final int BAD_QUERY = 0x00;
    static final int FOUND = 0x10;
    static final int NO_MATCH = 0x20;

    private static final int TEXT_OCTETS = 32;
    private static final int DISTANCE_UNKNOWN = -1;
    private static final int MATCH_FUZZY = 1;
    private static final int MATCH_GENERIC = 2;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private V3Answer() {}

    /// Says that the query made no sense (`clients.md` 1.2 rule 7).
    public static void putBadQuery(ByteBuffer answers) {
        putStatus(answers, BAD_QUERY);
    }

    /// Says that the host is not known.
    public static void putNoMatch(ByteBuffer answers) {
        putStatus(answers, NO_MATCH);
    }

    private static void putStatus(ByteBuffer answers, int status) {
        answers.order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC).putInt(status);
        for (int octets = 8; octets < OCTETS; octets += Long.BYTES) answers.putLong(0);
    }

    /// Says what is known of a host.
    public static void putFound(HostAnswer host, ByteBuffer answers) {
        answers.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(FOUND)
                .putInt(u32(host.firstSeenSeconds()))
                .putInt(u32(host.lastSeenSeconds()))
                .putInt(u32(host.connections()))
                .putInt(u32(host.uptime().map(HostAnswer.Uptime::minutes).orElse(0L)))
                .putInt(u32(host.uptime().map(HostAnswer.Uptime::modulusDays).orElse(0L)))
                .putInt(u32(host.lastNatSeconds()))
                .putInt(u32(host.lastChangeSeconds()))
                .putShort((short) host.distance().orElse(DISTANCE_UNKNOWN))
                .put((byte) host.dishonesty().ordinal())
                .put(host.system().map(V3Answer::quality).orElse((byte) 0));
        putText(answers, host.system().map(HostAnswer.OperatingSystem::name).orElse(""));
        putText(answers, host.system().map(HostAnswer.OperatingSystem::flavor).orElse(""));
        putText(answers, host.http().map(HostAnswer.Software::name).orElse(""));
        putText(answers, host.http().map(HostAnswer.Software::flavor).orElse(""));
        putText(answers, host.link().orElse(""));
        putText(answers, host.language().orElse(""));
    }

    private static byte quality(HostAnswer.OperatingSystem system) {
        return (byte) ((system.fuzzy() ? MATCH_FUZZY : 0) | (system.generic() ? MATCH_GENERIC : 0));
    }

    /// Times before 1970 and counts beyond 32 bits stay at the nearest number that the field holds.
    private static int u32(long number) {
        return (int) Math.clamp(number, 0, U32_MAX);
    }

    private static int u32(OptionalLong number) {
        return u32(number.orElse(0));
    }

    private static void putText(ByteBuffer answers, String text) {
        int octets = Math.min(text.length(), TEXT_OCTETS - 1);
        for (int i = 0; i < octets; i++) answers.put(octet(text.charAt(i)));
        for (int i = octets; i < TEXT_OCTETS; i++) answers.put((byte) 0);
    }

    /// Clients compare octets and print them as they come: what is not printable ASCII leaves as `?`.
    private static byte octet(char character) {
        return (byte) (character >= ' ' && character <= '~' ? character : '?');
    }
}
