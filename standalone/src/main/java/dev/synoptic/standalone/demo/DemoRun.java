package dev.synoptic.standalone.demo;

import dev.synoptic.standalone.broker.BrokerStorage;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import java.io.IOException;
import java.util.function.Consumer;

/// One run of the demo: broker up, services up, files played, tables shown, everything down again.
record DemoRun(DemoPlan plan, Scratch scratch, Narration told, Lifetime lifetime) {

    void run(Consumer<DemoTables> show, boolean exit) throws IOException {
        var storage = BrokerStorage.kept(scratch.subfolder("broker"));
        told.say("Starting a Kafka broker in this process");
        try (var broker = EmbeddedBroker.start(storage, EmbeddedBroker.ANY_PORT)) {
            throw new OutsideFailure("no services to start yet on " + broker.bootstrapServers());
        }
    }
}
