package dev.synoptic.standalone.config;

/// The topics of the catalogue.
public record TopicsSection(
        @Setting(value = "partitions of each topic about hosts; fixed once they hold data", byDefault = "8")
        int partitions,

        @Setting(value = "copies of each partition", byDefault = "1")
        int replication) {

    public TopicsSection {
        if (partitions < 1) throw new IllegalArgumentException("partitions: " + partitions + ", expected at least 1");
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new IllegalArgumentException("replication: " + replication + ", expected at least 1");
        }
    }
}
