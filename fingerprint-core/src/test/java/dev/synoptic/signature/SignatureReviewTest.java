package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Repository;
import dev.synoptic.testing.Vector;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows that can never win, which p0f loads without a word.
class SignatureReviewTest {

    @ParameterizedTest(name = "{0} above {1}")
    @CsvSource(delimiter = '|', textBlock = """
            s | *:64:0:*:mss*4,7:mss,ws:df,id+:0   | s | *:64:0:*:mss*4,7:mss,ws:df,id+:0    | covered
            s | *:64:0:*:*,*:mss,ws:df,id+:0       | g | *:64:0:*:mss*4,7:mss,ws:df,id+:0    | covered
            g | *:64:0:*:*,*:mss,ws:df,id+:0       | g | *:64:0:*:mss*4,*:mss,ws:df,id+:0    | covered
            s | *:64:0:*:%1024,0:mss:df,id+:0      | s | 4:64:0:*:%2048,0:mss:df,id+:0       | covered
            # narrower above wider is how it should be
            s | *:64:0:*:mss*4,7:mss,ws:df,id+:0   | s | *:64:0:*:*,7:mss,ws:df,id+:0        | free
            g | *:64:0:*:*,*:mss,ws:df,id+:0       | s | *:64:0:*:mss*4,7:mss,ws:df,id+:0    | free
            # without DF the same over IPv6 only
            s | *:64:0:*:16384,6:mss,ws::0         | s | *:64:0:*:16384,6:mss,ws:df,id+:0    | free
            g | 4:64:0:*:16384,6:mss,ws:df:0       | g | *:64:0:*:16384,6:mss,ws:df:0        | free
            # other hops, other packets
            s | *:64:0:*:mss*4,7:mss,ws:df,id+:0   | s | *:128:0:*:mss*4,7:mss,ws:df,id+:0   | free
            """)
    void aRowThatAnotherCoversIsFound(String type, String sig, String otherType, String otherSig, String verdict)
            throws Exception {
        String text = "classes = unix\n[tcp:request]\nlabel = " + type + ":unix:A:\nsig = " + sig + "\nlabel = "
                + otherType + ":unix:B:\nsig = " + otherSig + "\n";
        var found = SignatureReview.of(SignatureDatabase.parse("own.fp", text));
        assertThat(found.stream().map(Finding::line).toList())
                .isEqualTo(verdict.equals("covered") ? List.of(6) : List.of());
        if (!found.isEmpty()) assertThat(found.getFirst().words()).contains("line 4 (A)");
    }

    @Test
    void linksWithOneNumberAreFound() throws Exception {
        var found = SignatureReview.of(
                SignatureDatabase.parse("own.fp", "[mtu]\nlabel = a\nsig = 1500\nlabel = b\nsig = 1500\n"));
        assertThat(found).extracting(Finding::line).containsExactly(5);
    }

    @Test
    void theReferenceHasTwo() {
        assertThat(SignatureReview.of(Vector.referenceDatabase())).hasSize(2);
    }

    @Test
    void theShippedFileHasNone() throws Exception {
        byte[] octets = Files.readAllBytes(Repository.root().resolve("p0f.fp"));
        assertThat(SignatureReview.of(SignatureDatabase.parseForFleet("p0f.fp", octets)))
                .isEmpty();
    }
}
