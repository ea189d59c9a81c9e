package dev.synoptic.agent.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `mail.md` P2: of an HTTP head nothing leaves the host that tells people.
class HeadExtractTest {

    @Test
    void softwareStaysAndPeopleGo() {
        String head = """
                GET /mail/alice?token=SECRET1 HTTP/1.1
                Host: SECRET2.example
                User-Agent: Mozilla/5.0
                Cookie: session=SECRET3
                Authorization: Basic SECRET4
                Accept-Language: de
                X-Empty:
                Referer: http://x/?SECRET5
                X-Own: SECRET6
                 folded SECRET7""";
        String left = """
                GET / HTTP/1.1
                Host: -
                User-Agent: Mozilla/5.0
                Cookie: -
                Authorization: -
                Accept-Language: de
                X-Empty:
                Referer: -
                X-Own: -

                """;
        assertThat(HeadExtract.of(head.replace("\n", "\r\n"))).hasValue(left.replace("\n", "\r\n"));
    }

    @Test
    void aResponseKeepsItsStatusAlone() {
        assertThat(HeadExtract.of(
                        "HTTP/1.1 302 Gone to SECRET\r\nServer: nginx\r\nLocation: /SECRET\r\nSet-Cookie: SECRET"))
                .hasValue("HTTP/1.1 302\r\nServer: nginx\r\nLocation: -\r\nSet-Cookie: -\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EHLO SECRET\r\nMAIL FROM:<a@b>",
                "220 mail.example ESMTP",
                "get / HTTP/1.1",
                "\u0016\u0003\u0001"
            })
    void whatIsNoHttpLeavesNothing(String octets) {
        assertThat(HeadExtract.of(octets)).isEmpty();
    }
}
