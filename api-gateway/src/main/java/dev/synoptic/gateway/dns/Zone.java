package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.HostAnswer;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;

/// One zone and what it says of itself.
///
/// @param name        absolute
/// @param ttl         of what is said of a known host
/// @param negativeTtl how long it may be remembered that a host is not known
/// @param forgetting  when known hosts are forgotten; empty where that is not known
public record Zone(Name name, Duration ttl, Duration negativeTtl, Optional<Forgetting> forgetting) {

    private static final long REFRESH_SECONDS = 3_600;
    private static final long RETRY_SECONDS = 600;
    private static final long EXPIRE_SECONDS = 86_400;
    private static final long SERIAL = 1;

    /// The zone of this name.
    ///
    /// @throws IllegalArgumentException where the name is none
    public static Zone of(String name, Duration ttl, Duration negativeTtl) {
        try {
            Name absolute = Name.fromString(name, Name.root);
            if (absolute.labels() < 2) throw new IllegalArgumentException("zone: the root is not ours");
            return new Zone(absolute, ttl, negativeTtl, Optional.empty());
        } catch (TextParseException none) {
            throw new IllegalArgumentException("zone: found \"" + name + "\", expected a domain", none);
        }
    }

    /// The same, whose hosts are forgotten.
    public Zone forgetting(Forgetting hosts) {
        return new Zone(name, ttl, negativeTtl, Optional.of(hosts));
    }

    /// How long a resolver may keep what it is told of a host: never longer than we do (`clients.md` 6.3 rule
    /// 8). Who is overdue may be forgotten at any moment, and is told of for as short as a denial.
    long ttlSeconds(HostAnswer host) {
        return forgetting
                .map(when -> when.secondsLeft(host))
                .map(left -> left <= 0 ? negativeTtl.toSeconds() : Math.min(left, ttl.toSeconds()))
                .orElse(ttl.toSeconds());
    }

    /// Goes with every negative answer, as long-lived as it (`clients.md` 6.3 rule 1).
    SOARecord soa() {
        return new SOARecord(
                name,
                DClass.IN,
                negativeTtl.toSeconds(),
                server(),
                under("hostmaster"),
                SERIAL,
                REFRESH_SECONDS,
                RETRY_SECONDS,
                EXPIRE_SECONDS,
                negativeTtl.toSeconds());
    }

    NSRecord ns() {
        return new NSRecord(name, DClass.IN, ttl.toSeconds(), server());
    }

    private Name server() {
        return under("ns");
    }

    private Name under(String label) {
        try {
            return Name.fromString(label, name);
        } catch (TextParseException tooLong) {
            return name;
        }
    }
}
