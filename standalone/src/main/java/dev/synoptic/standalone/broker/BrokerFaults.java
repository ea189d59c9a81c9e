package dev.synoptic.standalone.broker;

import java.util.concurrent.CompletableFuture;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a fault inside the broker: it is logged, and a fatal one ends the future.
///
/// Kafka's own handler would halt the JVM, and with it the services and the clean-up that share it.
final class BrokerFaults implements FaultHandlerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);

    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /// Ends exceptionally with the first fatal fault, and never otherwise.
    CompletableFuture<Void> failure() {
        return failure;
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            LOG.error("broker fault in {}: {}", name, message, cause);
            action.run();
            var fault = new FaultHandlerException(name + ": " + message, cause);
            if (fatal) failure.completeExceptionally(fault);
            return fault;
        };
    }
}
