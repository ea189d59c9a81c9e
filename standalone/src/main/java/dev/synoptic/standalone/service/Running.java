package dev.synoptic.standalone.service;

import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Waits for what ends a service.
final class Running {

    private Running() {}

    /// Returns when a signal has come, or the service has ended in order.
    ///
    /// @throws OutsideFailure where the service failed
    static void untilEnd(Lifetime lifetime, CompletableFuture<?> service) throws InterruptedException {
        try {
            CompletableFuture.anyOf(lifetime.ended(), service).get();
        } catch (ExecutionException failed) {
            throw new OutsideFailure("the service failed: " + Causes.innermost(failed), failed);
        }
    }
}
