package dev.synoptic.conformance.pipeline;

import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.fleet.FleetFile;
import dev.synoptic.standalone.fleet.FleetSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The agent of one site of a fleet file as a process of its own, which reads each of its files as far as the middle,
/// and then waits there to be killed without warning.
public final class AgentProcess {

    private AgentProcess() {}

    /// Runs until it is killed.
    public static void main(String[] arguments) throws Exception {
        FleetSite site = FleetFile.read(Path.of(arguments[0])).only(arguments[1]).sites().stream()
                .filter(each -> each.name().equals(arguments[1]))
                .findFirst()
                .orElseThrow();
        var middle = new Middle(site.captures().size() + site.logs().size(), Path.of(arguments[3]));
        var settings = site.agent(Fidelity.STRICT, PublishSettings.to(arguments[2]));
        try (var agent = CaptureAgent.start(settings, middle)) {
            agent.awaitEnd();
        }
    }

    /// Holds every reader in the middle of its file, and says once all are there.
    private record Middle(int files, Path reached, Set<Path> there) implements ReadingListener {

        Middle(int files, Path reached) {
            this(files, reached, ConcurrentHashMap.newKeySet());
        }

        @Override
        public void read(Path file, long octetsRead, long octetsTotal) {
            if (2 * octetsRead < octetsTotal) return;
            there.add(file);
            if (there.size() == files) say();
            while (!Thread.currentThread().isInterrupted()) LockSupport.park(this);
        }

        private void say() {
            try {
                Files.writeString(reached, "");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /// Starts it in a JVM like this one.
    ///
    /// @param reached comes into being once every file is read to its middle
    static SynopticProcess start(Path fleetFile, String site, String bootstrap, Path reached) throws IOException {
        Path log = reached.resolveSibling(site + ".said");
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentProcess.class.getName(),
                        fleetFile.toString(),
                        site,
                        bootstrap,
                        reached.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new SynopticProcess(process, log);
    }
}
