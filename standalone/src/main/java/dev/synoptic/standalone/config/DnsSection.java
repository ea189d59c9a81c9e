package dev.synoptic.standalone.config;

import java.time.Duration;

/// The zone of a dns listener.
public record DnsSection(
        @Setting("its name, such as `os.example`") String zone,

        @Setting(value = "how long a known host's records may be kept", byDefault = "120s")
        Duration ttl,

        @Setting(value = "how long it may be remembered that a host is not known; at most 60s", byDefault = "10s")
        Duration negativeTtl,

        @Setting(
                value = "UDP answers a second to one network (/24, /56), beyond which clients are sent to TCP or not"
                        + " answered; 0 sets no limit",
                byDefault = "200")
        int responsesPerSecond) {

    private static final Duration TTL_MAX = Duration.ofMinutes(5);
    private static final Duration NEGATIVE_TTL_MAX = Duration.ofMinutes(1);

    public DnsSection {
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(TTL_MAX) > 0) {
            throw new IllegalArgumentException("ttl: expected 1s to 300s");
        }
        if (negativeTtl.compareTo(Duration.ofSeconds(1)) < 0 || negativeTtl.compareTo(NEGATIVE_TTL_MAX) > 0) {
            throw new IllegalArgumentException("negative-ttl: expected 1s to 60s");
        }
        if (responsesPerSecond < 0) throw new IllegalArgumentException("responses-per-second: expected 0 or more");
    }
}
