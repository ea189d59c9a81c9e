package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/// One broker of three, each broker and controller at once, as a process of its own: it can be killed.
public final class BrokerProcess {

    static final int NODES = 3;

    private BrokerProcess() {}

    /// Arguments: number of the node from 1, its folder, then the broker's and the controller's port of each node.
    public static void main(String[] arguments) throws Exception {
        int node = Integer.parseInt(arguments[0]);
        var ports = IntStream.range(2, arguments.length)
                .mapToObj(i -> Integer.parseInt(arguments[i]))
                .toList();
        Path folder = Path.of(arguments[1]);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setIgnoreFormatted(true)
                .setClusterId("synoptic-chaos-cluster")
                .setNodeId(node)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .run();
        new KafkaRaftServer(new KafkaConfig(settings(node, folder, ports), false), Time.SYSTEM).startup();
        Thread.currentThread().join();
    }

    private static Map<String, String> settings(int node, Path folder, List<Integer> ports) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node));
        settings.put("log.dirs", folder.toString());
        settings.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(each -> each + "@127.0.0.1:" + ports.get(2 * each - 1))
                        .collect(Collectors.joining(",")));
        String broker = "BROKER://127.0.0.1:" + ports.get(2 * node - 2);
        settings.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + ports.get(2 * node - 1));
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "3");
        settings.put("transaction.state.log.replication.factor", "3");
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("min.insync.replicas", "2");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        return settings;
    }

    /// Three brokers, each in its own JVM.
    static final class Cluster implements AutoCloseable {

        private final Path folder;
        private final List<Integer> ports = new ArrayList<>();
        private final List<Process> nodes = new ArrayList<>();

        private Cluster(Path folder) throws IOException {
            this.folder = folder;
            var held = new ArrayList<ServerSocket>();
            for (int i = 0; i < 2 * NODES; i++) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            for (var socket : held) {
                ports.add(socket.getLocalPort());
                socket.close();
            }
        }

        static Cluster start(Path folder) throws IOException {
            var cluster = new Cluster(folder);
            for (int node = 1; node <= NODES; node++) cluster.nodes.add(cluster.launch(node));
            return cluster;
        }

        String bootstrap() {
            return IntStream.range(0, NODES)
                    .mapToObj(node -> "127.0.0.1:" + ports.get(2 * node))
                    .collect(Collectors.joining(","));
        }

        /// Kills one node without warning, and starts it again on what it had written.
        void killAndRestart(int index) throws IOException, InterruptedException {
            nodes.get(index).destroyForcibly().waitFor(); // SIGKILL
            nodes.set(index, launch(index + 1));
        }

        private Process launch(int node) throws IOException {
            var command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcess.class.getName(),
                    Integer.toString(node),
                    folder.resolve("node-" + node).toString()));
            ports.forEach(port -> command.add(Integer.toString(port)));
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("node-" + node + ".log").toFile()))
                    .start();
        }

        @Override
        public void close() {
            nodes.forEach(Process::destroyForcibly);
            nodes.forEach(node -> node.onExit().join());
        }
    }
}
