package dev.synoptic.standalone.demo;

import dev.synoptic.standalone.fleet.FleetLog;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.fleet.FleetSite;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// What a demo plays.
///
/// @param fleet  its sites
/// @param sample whether this is the sample that comes along
record DemoInput(FleetPlan fleet, boolean sample) {

    private static final List<String> SAMPLE_CAPTURES = List.of("mx1.pcap.gz", "px.pcap.gz");
    private static final String SAMPLE_LOG = "mx1.maillog.gz";

    /// The user's captures and log as one site, or the sample where none are named.
    static DemoInput of(DemoFiles files, Scratch scratch) throws IOException {
        if (files.captures().isEmpty() && files.mailLog().isEmpty()) return sample(files, scratch);
        if (files.captures().isEmpty())
            throw new UserMistake("--mail-log needs --capture FILE, taken at the same host");
        Path log = files.mailLog()
                .orElseThrow(() -> new UserMistake("--capture needs --mail-log FILE, the log of the same mail host"));
        return new DemoInput(site(files, files.captures(), log), false);
    }

    /// What is played, for a person.
    String describe() {
        long captures = captures().count();
        long logs = logs().count();
        String sites = fleet.sites().size() == 1 ? "" : ", " + fleet.sites().size() + " sites";
        String files = captures
                + (captures == 1 ? " capture, " : " captures, ")
                + logs
                + (logs == 1 ? " mail log" : " mail logs")
                + sites;
        return sample ? "the sample that comes along: " + files : files;
    }

    Stream<Path> captures() {
        return fleet.sites().stream().flatMap(site -> site.captures().stream());
    }

    Stream<FleetLog> logs() {
        return fleet.sites().stream().flatMap(site -> site.logs().stream());
    }

    private static DemoInput sample(DemoFiles files, Scratch scratch) throws IOException {
        Path folder = scratch.subfolder("sample");
        for (String name : SAMPLE_CAPTURES) unpack(name, folder);
        unpack(SAMPLE_LOG, folder);
        List<Path> captures = SAMPLE_CAPTURES.stream().map(folder::resolve).toList();
        return new DemoInput(site(files, captures, folder.resolve(SAMPLE_LOG)), true);
    }

    private static FleetPlan site(DemoFiles files, List<Path> captures, Path log) {
        OptionalInt year = files.logYear().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        var read = new FleetLog(log, files.mta(), ZoneOffset.UTC, year, Set.of());
        return new FleetPlan(
                List.of(new FleetSite(
                        files.site(), files.site(), Set.of(), captures, List.of(read), Set.of(), Duration.ZERO)),
                Set.of());
    }

    private static void unpack(String name, Path folder) throws IOException {
        try (InputStream packed = DemoInput.class.getResourceAsStream("/sample/" + name)) {
            if (packed == null) throw new FileNotFoundException("the sample lacks " + name);
            Files.copy(packed, folder.resolve(name));
        }
    }
}
