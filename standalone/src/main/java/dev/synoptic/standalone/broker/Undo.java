package dev.synoptic.standalone.broker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has been taken on the way to something that may still fail; closed unless it is forgotten, last taken first.
final class Undo implements AutoCloseable {

    private final Deque<AutoCloseable> taken = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        taken.push(resource);
        return resource;
    }

    /// It did not fail: what was taken now belongs to the result.
    void forget() {
        taken.clear();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!taken.isEmpty()) {
            try {
                taken.pop().close();
            } catch (Exception stuck) {
                if (failure == null) failure = new IOException("cannot undo: " + stuck.getMessage(), stuck);
                else failure.addSuppressed(stuck);
            }
        }
        if (failure != null) throw failure;
    }
}
