package dev.synoptic.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Kafka's settings for one node that is broker and controller at once, on the loopback interface only.
///
/// Every replica count is one, since there is one node. The timings make starting and stopping quick: a quorum of one
/// need not wait for voters, and a group of one JVM need not wait for members.
final class BrokerSettings {

    static final int NODE_ID = 1;

    private BrokerSettings() {}

    static Map<String, String> of(LoopbackListeners listeners, Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(node(listeners, folder));
        settings.putAll(INTERNAL_TOPICS);
        settings.putAll(TIMINGS);
        settings.putAll(SIZES);
        return settings;
    }

    private static Map<String, String> node(LoopbackListeners listeners, Path folder) {
        String broker = listeners.address(LoopbackListeners.BROKER);
        String controller = listeners.address(LoopbackListeners.CONTROLLER);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "listeners",
                "BROKER://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "BROKER://" + broker,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                LoopbackListeners.BROKER,
                "controller.listener.names",
                LoopbackListeners.CONTROLLER,
                "log.dirs",
                folder.toString(),
                // Topics come from the catalogue; one made by a misspelt name would hide the mistake.
                "auto.create.topics.enable",
                "false");
    }

    private static final Map<String, String> INTERNAL_TOPICS = Map.of(
            "default.replication.factor", "1",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1");

    // Controlled shutdown stays on: without it a restart on the same folder waits out the broker's session, as it does
    // after a kill. A shorter session would be lost by a machine that is busy with other things for a moment.
    // What a killed instance left open holds up its successor until it is aborted: looked for every second, not every
    // ten.
    private static final Map<String, String> TIMINGS = Map.of(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "group.initial.rebalance.delay.ms", "0",
            "controller.quorum.election.timeout.ms", "100",
            "controller.quorum.election.backoff.max.ms", "50",
            "initial.broker.registration.timeout.ms", "20000",
            "broker.session.timeout.ms", "6000",
            "broker.heartbeat.interval.ms", "500");

    private static final Map<String, String> SIZES = Map.of(
            "log.cleaner.dedupe.buffer.size", "16777216",
            "log.index.size.max.bytes", "1048576",
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2",
            "num.recovery.threads.per.data.dir", "2");
}
