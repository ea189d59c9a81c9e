package dev.synoptic.standalone.demo;

import dev.synoptic.agent.InputException;
import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.gateway.Gateway;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.broker.BrokerStorage;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.RatioTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/// One run of the demo: broker up, services up, files played, tables shown, everything down again.
record DemoRun(DemoPlan plan, Scratch scratch, Narration told, Lifetime lifetime) {

    /// How long services may take to start, on a machine that has much else to do.
    private static final Duration START_MAX = Duration.ofMinutes(2);

    /// Between two looks at whether a signal or a failure has ended the wait for the tables.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    void run(Consumer<DemoTables> show, boolean exit) throws IOException {
        var storage = BrokerStorage.kept(scratch.subfolder("broker"));
        told.say("Starting a Kafka broker, the streams and the gateway in this process");
        try (var broker = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            var services = new DemoServices(plan, scratch, broker.bootstrapServers());
            makeTopics(broker);
            try (var streams = StreamsService.start(services.streams());
                    var gateway = Gateway.open(services.gateway(), DemoServices.PARTITIONS)) {
                var example = new AtomicReference<>("ADDRESS");
                gateway.hosts().onUpdate(address -> example.set(address.text()));
                var failure = CompletableFuture.anyOf(broker.failure(), streams.ended());
                streams.awaitReady(START_MAX);
                if (!gateway.awaitReady(START_MAX)) throw new OutsideFailure("the gateway did not start");
                if (lifetime.isEnded()) return;
                play(services);
                awaitClosed(gateway, failure);
                if (lifetime.isEnded()) return;
                show.accept(tables(gateway));
                if (!exit) stay(gateway, services, example, failure);
            }
        } catch (ExecutionException | TimeoutException | SignatureFileException failed) {
            throw new OutsideFailure("a service failed: " + Causes.innermost(failed), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void makeTopics(EmbeddedBroker broker) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var differences = TopicSetup.of(DemoServices.PARTITIONS, 1).ensure(admin, Topics.all());
            if (!differences.isEmpty()) throw new OutsideFailure("topics differ: " + differences);
        }
    }

    /// Reads all files to their ends; a signal stops it where it is.
    private void play(DemoServices services) throws IOException, InterruptedException {
        told.say("Playing " + plan.input().describe());
        try (var players = new DemoPlayers(services.agents(), new ReadingBars(told))) {
            lifetime.onEnd(players::stop);
            players.awaitEnd();
            if (!lifetime.isEnded()) players.report(plan.input(), told);
        } catch (InputException | CaptureFileException refused) {
            throw new UserMistake(String.valueOf(refused.getMessage()));
        }
    }

    private void awaitClosed(Gateway gateway, CompletableFuture<Object> failure)
            throws InterruptedException, ExecutionException {
        while (!gateway.awaitClosed(LOOK_AGAIN)) {
            if (lifetime.isEnded()) return;
            if (failure.isDone()) failure.get();
        }
    }

    private DemoTables tables(Gateway gateway) {
        RatioAnswer answer = gateway.ratios(query(By.OS));
        RatioTable byFamily = answer.table();
        String biggest = byFamily.rows().stream()
                .map(RatioRow::name)
                .filter(name -> !name.equals(OsName.UNKNOWN_FAMILY))
                .findFirst()
                .orElse(OsName.UNKNOWN_FAMILY);
        return new DemoTables(
                byFamily,
                biggest,
                gateway.ratios(query(By.FLAVOR).within(biggest)).table(),
                new ClockWarnings(plan.input().fleet(), counted(gateway)).of(answer.clocks()));
    }

    /// When it happened: the offset of a zone depends on the season.
    private static Instant counted(Gateway gateway) {
        return gateway.span()
                .map(Period::fromMicros)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                .orElse(Instant.EPOCH);
    }

    private RatioQuery query(By by) {
        var everywhere = RatioQuery.of(by);
        return plan.site().map(everywhere::at).orElse(everywhere);
    }

    /// @param example an address that was played, so that the query that is shown answers something
    private void stay(
            Gateway gateway, DemoServices services, AtomicReference<String> example, CompletableFuture<Object> failure)
            throws ExecutionException, InterruptedException {
        told.show(System.lineSeparator());
        gateway.httpPort().ifPresent(port -> told.say("The page: http://127.0.0.1:" + port + "/"));
        told.say("p0f queries: " + services.socket());
        told.say("for example: synoptic query -s " + services.socket() + " " + example.get());
        told.say("Ctrl-C ends it");
        CompletableFuture.anyOf(lifetime.ended(), failure).get();
    }
}
