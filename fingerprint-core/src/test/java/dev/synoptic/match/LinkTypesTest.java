package dev.synoptic.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import org.junit.jupiter.api.Test;

/// `p0f-v3.md` MTU-1, MTU-2, FP-12.
class LinkTypesTest {

    @Test
    void theHeadersOfTheIpVersionMakeAnMtuOfASegmentSize() {
        assertThat(LinkTypes.mtu(4, 1460)).isEqualTo(1500);
        assertThat(LinkTypes.mtu(6, 1440)).isEqualTo(1500);
        assertThat(LinkTypes.mtu(6, 65_535)).isEqualTo(65_595);
    }

    @Test
    void theFirstRowWithANumberNamesTheLink() throws SignatureFileException {
        var links = LinkTypes.of(SignatureDatabase.parse(
                "test.fp", "[mtu]\nlabel = first\nsig = 1500\nlabel = second\nsig = 1500\nsig = 1492\n"));

        assertThat(links.name(1500)).hasValue("first");
        assertThat(links.name(1492)).hasValue("second");
        assertThat(links.name(1)).isEmpty();
    }
}
