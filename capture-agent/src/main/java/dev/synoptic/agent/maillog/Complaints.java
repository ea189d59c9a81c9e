package dev.synoptic.agent.maillog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a program says on its standard error, such as that it lacks rights: the last of it is remembered. Its
/// thread ends with the program.
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int OCTETS_MAX = 400;

    private volatile Optional<String> last = Optional.empty();
    private Optional<String> told = Optional.empty();

    private Complaints() {}

    static Complaints of(Process program) {
        var heard = new Complaints();
        var _ = Thread.ofVirtual().name("agent-complaints").start(() -> heard.hear(program.getErrorStream()));
        return heard;
    }

    private void hear(InputStream said) {
        var buffer = new byte[OCTETS_MAX];
        try (said) {
            for (int length = said.read(buffer); length >= 0; length = said.read(buffer)) {
                String words = new String(buffer, 0, length, StandardCharsets.UTF_8)
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip();
                if (!words.isEmpty()) last = Optional.of(words);
            }
        } catch (IOException ended) {
            LOG.debug("nothing more is heard", ended);
        }
    }

    /// What it said last, once.
    Optional<String> news() {
        var now = last;
        if (now.equals(told)) return Optional.empty();
        told = now;
        return now;
    }

    /// Empty where it said nothing.
    Optional<String> last() {
        return last;
    }
}
