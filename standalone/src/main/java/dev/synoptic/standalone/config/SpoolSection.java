package dev.synoptic.standalone.config;

import java.time.Duration;

/// What an agent keeps on disk while the brokers are away.
public record SpoolSection(
        @Setting(value = "octets at most; beyond that the oldest records go, and are counted", byDefault = "1GiB")
        Octets size,

        @Setting(value = "how long records are kept at most", byDefault = "72h")
        Duration age,

        @Setting(value = "records after which the disk is made to keep them", byDefault = "1000")
        int syncRecords,

        @Setting(value = "after so long the disk is made to keep them in any case", byDefault = "200ms")
        Duration syncTime) {

    private static final long SIZE_MIN = 1 << 20;

    public SpoolSection {
        if (size.count() < SIZE_MIN) {
            throw new IllegalArgumentException("size: " + size.count() + " octets, expected at least 1MiB");
        }
        if (syncRecords < 1) {
            throw new IllegalArgumentException("sync-records: " + syncRecords + ", expected at least 1");
        }
    }
}
