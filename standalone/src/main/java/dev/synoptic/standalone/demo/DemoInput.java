package dev.synoptic.standalone.demo;

import dev.synoptic.standalone.shell.UserMistake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a demo plays.
///
/// @param captures at least one
/// @param mailLog  the log of the mail host that they were taken at
/// @param sample   whether this is the sample that comes along
record DemoInput(List<Path> captures, Path mailLog, boolean sample) {

    private static final List<String> SAMPLE_CAPTURES = List.of("mx1.pcap.gz", "px.pcap.gz");
    private static final String SAMPLE_LOG = "mx1.maillog.gz";

    /// The user's files, or the sample where none are named.
    static DemoInput of(List<Path> captures, Optional<Path> mailLog, Scratch scratch) throws IOException {
        if (captures.isEmpty() && mailLog.isEmpty()) return sample(scratch);
        if (captures.isEmpty()) throw new UserMistake("--mail-log needs --capture FILE, taken at the same host");
        Path log = mailLog.orElseThrow(
                () -> new UserMistake("--capture needs --mail-log FILE, the log of the same mail host"));
        return new DemoInput(List.copyOf(captures), log, false);
    }

    /// What is played, for a person.
    String describe() {
        String files = captures.size() + (captures.size() == 1 ? " capture" : " captures") + " and a mail log";
        return sample ? "the sample that comes along: " + files : files;
    }

    private static DemoInput sample(Scratch scratch) throws IOException {
        Path folder = scratch.subfolder("sample");
        for (String name : SAMPLE_CAPTURES) unpack(name, folder);
        unpack(SAMPLE_LOG, folder);
        return new DemoInput(SAMPLE_CAPTURES.stream().map(folder::resolve).toList(), folder.resolve(SAMPLE_LOG), true);
    }

    private static void unpack(String name, Path folder) throws IOException {
        try (InputStream packed = DemoInput.class.getResourceAsStream("/sample/" + name)) {
            if (packed == null) throw new FileNotFoundException("the sample lacks " + name);
            Files.copy(packed, folder.resolve(name));
        }
    }
}
