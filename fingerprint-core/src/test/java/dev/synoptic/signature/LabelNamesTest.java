package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.RawSignature;
import dev.synoptic.match.TcpMatcher;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.testing.Repository;
import dev.synoptic.testing.Vector;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Lasting ids, and the words of p0f 3.09b for clients whose patterns know them.
class LabelNamesTest {

    @Test
    void everyLabelOfASystemHasAnId() throws Exception {
        var database = shipped();
        var without = new ArrayList<String>();
        for (var rows : List.of(database.tcpRequest(), database.tcpResponse())) {
            for (var row : rows) {
                if (database.annotations().label(row.row()).id().isEmpty()) {
                    without.add(row.label().text());
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void rewordedLabelsKeepTheirOldWords() throws Exception {
        var names = LabelNames.of(shipped());
        assertThat(names.as309b(label("FreeBSD", "8.x-10.x")).map(Label::text)).contains("FreeBSD 9.x or newer");
        assertThat(names.as309b(label("Linux", "3.11-4.19")).map(Label::text)).contains("Linux 3.11 and newer");
        assertThat(names.as309b(label("Linux", "2.6.x")).map(Label::text)).contains("Linux 2.6.x");
        assertThat(names.as309b(label("HP", "printer"))).isEmpty();
        assertThat(names.id(label("Linux", "4.20-6.15"))).isEqualTo("linux-4.20-6.15");
    }

    /// A row that is 3.09b's own word for word is called what 3.09b calls it, or a note says what that was.
    @Test
    void rowsOfTheReferenceAreMappedBackToItsLabels() throws Exception {
        var old = Vector.referenceDatabase();
        var names = LabelNames.of(shipped());
        var reference = TcpMatcher.of(old);
        var current = TcpMatcher.of(shipped());
        int same = 0;
        for (var row : old.tcpRequest()) {
            SynObservation seen = RawSignature.parse(row.pattern().text(), HandshakeStep.SYN);
            Optional<String> was = reference
                    .match(seen)
                    .winner()
                    .map(w -> w.signature().label().text());
            Optional<String> mapped = current.match(seen)
                    .winner()
                    .flatMap(w -> names.as309b(w.signature().label()))
                    .map(Label::text);
            if (mapped.equals(was)) same++;
        }
        assertThat(same).isGreaterThan(old.tcpRequest().size() * 9 / 10);
    }

    private static Label label(String name, String flavor) {
        return new Label(false, Optional.of("unix"), name, flavor);
    }

    private static SignatureDatabase shipped() throws Exception {
        return SignatureDatabase.parseForFleet(
                "p0f.fp", Files.readAllBytes(Repository.root().resolve("p0f.fp")));
    }
}
