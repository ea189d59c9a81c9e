package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostAnswer.Software;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.HostView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

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
        putFound(_ -> Optional.empty(), host, answers);
    }

    /// The same without making anything.
    ///
    /// @param asked who showed the host
    static void putFound(HostFinder asked, HostView host, ByteBuffer answers) {
        Optional<OperatingSystem> system = asked.system(host);
        answers.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(FOUND)
                .putInt(u32(host.firstSeenSeconds()))
                .putInt(u32(host.lastSeenSeconds()))
                .putInt(u32(host.connections()))
                .putInt(u32(host.uptimeMinutes()))
                .putInt(u32(host.uptimeModulusDays()))
                .putInt(u32(host.natSeconds()))
                .putInt(u32(host.changeSeconds()))
                .putShort((short) asked.distance(host))
                .put((byte) host.dishonesty().ordinal())
                .put(system.isPresent() ? quality(system.get()) : 0);
        putText(answers, system.isPresent() ? system.get().name() : "");
        putText(answers, system.isPresent() ? system.get().flavor() : "");
        Optional<Software> http = host.http();
        putText(answers, http.isPresent() ? http.get().name() : "");
        putText(answers, http.isPresent() ? http.get().flavor() : "");
        putText(answers, host.link().isPresent() ? host.link().get() : "");
        putText(answers, host.language().isPresent() ? host.language().get() : "");
    }

    private static byte quality(OperatingSystem system) {
        return (byte) ((system.fuzzy() ? MATCH_FUZZY : 0) | (system.generic() ? MATCH_GENERIC : 0));
    }

    /// Times before 1970 and counts beyond 32 bits stay at the nearest number that the field holds.
    private static int u32(long number) {
        return (int) Math.clamp(number, 0, U32_MAX);
    }

    private static void putText(ByteBuffer answers, String text) {
        if (text.isEmpty()) {
            for (int octets = 0; octets < PreparedText.OCTETS; octets += Long.BYTES) answers.putLong(0);
        } else {
            PreparedText.of(text).putInto(answers);
        }
    }
}
