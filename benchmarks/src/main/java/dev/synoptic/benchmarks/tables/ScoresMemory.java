package dev.synoptic.benchmarks.tables;

import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.Label;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How much memory `synoptic scores` takes for a long `joined.v1`: the topic is filled with made-up verdicts of two
/// weeks, and the command runs over it in a process whose heap is bounded.
public final class ScoresMemory {

    private static final int PARTITIONS = 8; // as many as the catalogue makes
    private static final long BEGIN_MICROS = TimeUnit.DAYS.toMicros(20_750);
    private static final long SPAN_MICROS = TimeUnit.DAYS.toMicros(14);
    private static final int REVISED_ONE_IN = 50;
    private static final int NETWORK_HOSTS = 256;
    private static final List<String> FAMILIES = List.of("Linux", "Windows", "FreeBSD", "Solaris");
    private static final List<Verdict.Stage> STAGES = List.of(Verdict.Stage.RCPT, Verdict.Stage.EOM);

    private final SplittableRandom random = new SplittableRandom(2026);

    private ScoresMemory() {}

    /// @param arguments how many verdicts, from how many networks, and the heap of the command, such as `256m`
    public static void main(String[] arguments) throws Exception {
        int verdicts = Integer.parseInt(arguments[0]);
        int networks = Integer.parseInt(arguments[1]);
        int status;
        try (var broker = EmbeddedBroker.temporary()) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                TopicSetup.of(PARTITIONS, 1).ensure(admin, Topics.all());
            }
            new ScoresMemory().fill(broker.bootstrapServers(), verdicts, networks);
            System.out.printf("%,d verdicts of %,d networks in joined.v1%n", verdicts, networks);
            status = command(broker.bootstrapServers(), arguments[2]);
        }
        System.exit(status);
    }

    private void fill(String bootstrap, int verdicts, int networks) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 18);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < verdicts; i++) {
                JoinedVerdict joined = joined(i, networks, verdicts);
                send(producer, joined);
                if (i % REVISED_ONE_IN == 0) {
                    send(
                            producer,
                            new JoinedVerdict(joined.verdict(), 1, How.EXACT, joined.partner(), Optional.empty()));
                }
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, JoinedVerdict joined) {
        var key = HostKey.global(joined.verdict().client());
        var _ = producer.send(new ProducerRecord<>(
                Topics.JOINED.name(),
                Topics.JOINED.keys().serializer().serialize("", key),
                Topics.JOINED.values().serializer().serialize("", joined)));
    }

    private JoinedVerdict joined(int number, int networks, int verdicts) {
        int family = random.nextInt(FAMILIES.size());
        boolean rejected = random.nextInt(10) < (family == 1 ? 7 : 2);
        int address = (11 << 24) + random.nextInt(networks) * NETWORK_HOSTS + random.nextInt(NETWORK_HOSTS);
        long micros = BEGIN_MICROS + SPAN_MICROS / verdicts * number;
        String id = id();
        var partner = new Partner(
                new Origin("agent", "mx", "instance", number),
                Optional.of(new Label(false, Optional.of("unix"), FAMILIES.get(family), "9")),
                Optional.empty(),
                OptionalInt.of(100 + family),
                11,
                Optional.of("DSL"),
                0,
                "database",
                "4:52+12:0:1460:65535,8:mss,nop,ws,nop,nop,sok:df,id+:0",
                Optional.empty());
        return new JoinedVerdict(
                verdict(id, IpAddress.v4(address), micros, rejected),
                0,
                How.EXACT,
                Optional.of(partner),
                Optional.empty());
    }

    private String id() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    private Verdict verdict(String id, IpAddress client, long micros, boolean rejected) {
        return new Verdict(
                id,
                id,
                0,
                "agent",
                "mx",
                micros,
                micros,
                OptionalLong.empty(),
                Verdict.Precision.MICROSECONDS,
                "mx",
                "smtpd",
                client,
                OptionalInt.of(4711),
                "unknown",
                Optional.empty(),
                Optional.empty(),
                Verdict.Unit.TRANSACTION,
                rejected ? Verdict.Outcome.REJECTED : Verdict.Outcome.ACCEPTED,
                STAGES.get(random.nextInt(STAGES.size())),
                OptionalInt.of(rejected ? 550 : 250),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1,
                0,
                OptionalLong.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Verdict.Via.DIRECT,
                1);
    }

    private static int command(String bootstrap, String heap) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("scores", ".json");
        long began = System.nanoTime();
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.synoptic.standalone.Synoptic",
                        "scores",
                        "--site",
                        "mx",
                        "--set",
                        "kafka.bootstrap.servers=" + bootstrap)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(printed.toFile())
                .start();
        long resident = 0;
        while (!command.waitFor(20, TimeUnit.MILLISECONDS)) resident = Math.max(resident, residentKib(command.pid()));
        System.out.printf(
                "synoptic scores with -Xmx%s: exit status %d after %.1f s, %,d MiB resident at most%n%s%n",
                heap,
                command.exitValue(),
                (System.nanoTime() - began) / 1e9,
                resident >> 10,
                Files.readString(printed).lines().findFirst().orElse("nothing was printed"));
        Files.delete(printed);
        return command.exitValue();
    }

    private static long residentKib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
