package dev.synoptic.benchmarks.tables;

import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.Gateway;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.join.JoinStore;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.fleet.FleetSite;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.streams.StreamsSettings;
import dev.synoptic.verdict.ratio.RatioRow;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/// A day of a fleet: captures and logs are written, played through broker, agents, streams and gateway, and the tables
/// held against what really happened. Prints times and memory.
public final class FleetDay {

    private static final int PARTITIONS = 8; // as many as the catalogue makes
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final int PAGE_REQUESTS = 200;
    private static final double MIB = 1 << 20;

    private final Path folder;
    private final PrintStream out;

    public FleetDay(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /// @param arguments how many sites, and how many transactions of all of them; a folder for the files, and the
    ///     signature file
    public static void main(String[] arguments) throws Exception {
        int sites = Integer.parseInt(arguments[0]);
        int transactions = Integer.parseInt(arguments[1]);
        boolean whole =
                new FleetDay(Path.of(arguments[2]), System.out).run(sites, transactions / sites, Path.of(arguments[3]));
        System.exit(whole ? 0 : 1);
    }

    /// Plays it; says whether every sum equals the truth.
    public boolean run(int sites, int perSite, Path signatures) throws Exception {
        Map<String, List<Long>> truth = new TreeMap<>();
        List<FleetSite> written = new ArrayList<>();
        long began = System.nanoTime();
        for (int number = 0; number < sites; number++) {
            var day = new SiteDay(number, perSite);
            written.add(day.write(folder));
            day.truth()
                    .forEach((family, counts) -> truth.merge(
                            family,
                            List.of(counts[0], counts[1]),
                            (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1))));
        }
        out.printf("%d sites, %,d transactions written in %.1f s%n", sites, (long) sites * perSite, seconds(began));
        return play(new FleetPlan(written, Set.of()), truth, signatures, (long) sites * perSite);
    }

    private boolean play(FleetPlan plan, Map<String, List<Long>> truth, Path signatures, long transactions)
            throws Exception {
        String version = SignatureDatabase.parse(signatures.toString(), Files.readAllBytes(signatures))
                .version();
        try (var broker = EmbeddedBroker.temporary()) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                TopicSetup.of(PARTITIONS, 1).ensure(admin, Topics.all());
            }
            var settings = GatewaySettings.of(
                    KafkaClients.at(broker.bootstrapServers()),
                    folder.resolve("gateway"),
                    plan.join(version).with(JoinStore.DISK), // as gateways have it
                    plan.sites().getFirst().name(),
                    Endpoint.Unix.at(folder.resolve("p0f.sock")));
            try (var gateway = Gateway.open(settings, PARTITIONS);
                    var streams = StreamsService.start(
                            StreamsSettings.of(broker.bootstrapServers(), signatures, folder.resolve("streams")))) {
                streams.awaitReady(PATIENCE);
                if (!gateway.awaitReady(PATIENCE)) throw new IllegalStateException("the gateway is not ready");
                long began = System.nanoTime();
                read(plan, broker.bootstrapServers());
                out.printf("agents done after %.1f s%n", seconds(began));
                if (!gateway.awaitClosed(PATIENCE)) throw new IllegalStateException("the tables were not closed");
                double took = seconds(began);
                out.printf("tables final after %.1f s: %,.0f transactions/s%n", took, transactions / took);
                out.printf(
                        "heap in use %.0f MiB, most %.0f MiB%n",
                        heap() / MIB, Runtime.getRuntime().totalMemory() / MIB);
                timePages(gateway);
                return compare(gateway, truth);
            }
        }
    }

    private static void read(FleetPlan plan, String bootstrap) throws Exception {
        List<CaptureAgent> agents = new ArrayList<>();
        try {
            for (FleetSite site : plan.sites()) {
                agents.add(CaptureAgent.start(
                        site.agent(Fidelity.FLEET, PublishSettings.to(bootstrap)), ReadingListener.NOBODY));
            }
            for (CaptureAgent agent : agents) agent.awaitEnd();
        } finally {
            agents.forEach(CaptureAgent::close);
        }
    }

    private boolean compare(Gateway gateway, Map<String, List<Long>> truth) {
        Map<String, List<Long>> found = new TreeMap<>();
        for (RatioRow row : gateway.ratios(RatioQuery.of(By.OS)).table().rows()) {
            found.put(row.name(), List.of(row.counts().accepted(), row.counts().rejected()));
        }
        boolean equal = found.equals(truth);
        out.println(equal ? "every sum equals the truth: " + found : "found " + found + ", expected " + truth);
        return equal;
    }

    /// The page and the table behind it, one request at a time.
    private void timePages(Gateway gateway) throws Exception {
        int port = gateway.httpPort().orElseThrow();
        try (var client = HttpClient.newHttpClient()) {
            for (String path : List.of("/", "/api/v1/ratios?by=flavor")) {
                double[] millis = new double[PAGE_REQUESTS];
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build();
                for (int i = 0; i < millis.length; i++) {
                    long began = System.nanoTime();
                    int status =
                            client.send(request, BodyHandlers.ofByteArray()).statusCode();
                    if (status != 200) throw new IllegalStateException(path + " answered " + status);
                    millis[i] = seconds(began) * 1_000;
                }
                Arrays.sort(millis);
                out.printf(
                        "%s: median %.2f ms, 99th percentile %.2f ms%n",
                        path, millis[millis.length / 2], millis[millis.length * 99 / 100]);
            }
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
