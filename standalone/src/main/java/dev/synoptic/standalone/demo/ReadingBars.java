package dev.synoptic.standalone.demo;

import dev.synoptic.agent.ReadingListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One bar for all files that are being read at once.
final class ReadingBars implements ReadingListener {

    private record Share(long octetsRead, long octetsTotal) {}

    private final Narration told;
    private final Map<Path, Share> shares = new ConcurrentHashMap<>();

    ReadingBars(Narration told) {
        this.told = told;
    }

    @Override
    public void read(Path file, long octetsRead, long octetsTotal) {
        shares.put(file, new Share(octetsRead, octetsTotal));
        long read = shares.values().stream().mapToLong(Share::octetsRead).sum();
        long total = shares.values().stream().mapToLong(Share::octetsTotal).sum();
        told.progress("reading", read, total);
    }
}
