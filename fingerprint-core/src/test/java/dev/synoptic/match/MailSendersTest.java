package dev.synoptic.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Every SYN that reached the mail hosts of the mail corpus is given the family of the stack that sent it, or none.
class MailSendersTest {

    /// One family under two names in p0f 3.09b.
    private static final Map<String, String> SAME = Map.of("MacOS X", "Mac OS X");

    /// Least share of the distinct SYNs that get a family: an answer for nobody would be right too.
    private static final double NAMED_MIN = 0.8;

    @Test
    void nobodyIsGivenToAnotherFamily() throws Exception {
        var fleet = FleetMatcher.of(SignatureDatabase.parseForFleet(
                "p0f.fp", Files.readAllBytes(Repository.root().resolve("p0f.fp"))));
        var wrong = new ArrayList<String>();
        int named = 0;
        var senders = senders();
        for (String[] sender : senders) {
            String said = family(fleet, sender[2]);
            if (!said.isEmpty()) named++;
            if (!said.isEmpty() && !said.equals(SAME.getOrDefault(sender[0], sender[0]))) {
                wrong.add(String.join(" ", sender) + " is called " + said);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat((double) named / senders.size()).isGreaterThan(NAMED_MIN);
    }

    private static String family(FleetMatcher fleet, String raw) throws SignatureFileException {
        return fleet.match(RawSignature.parse(raw, HandshakeStep.SYN))
                .winner()
                .map(winner -> winner.signature().label().name())
                .orElse("");
    }

    /// Family, stack and raw signature of each distinct SYN.
    private static List<String[]> senders() throws IOException {
        try (InputStream file = MailSendersTest.class.getResourceAsStream("/mail-stacks.tsv.gz")) {
            if (file == null) throw new IllegalStateException("no test resource mail-stacks.tsv.gz");
            return new String(new GZIPInputStream(file).readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }
}
