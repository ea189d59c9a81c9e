package dev.synoptic.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.testing.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Raw signatures of logs, read back.
class RawSignatureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4:64+0:0:1460:mss*44,7:mss,sok,ts,nop,ws:df,id+:0",
                "4:120+8:0:1360:8192,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0",
                "6:60+4:0:1440:mss*45,10:mss,sok,ts,nop,ws:flow:0",
                "4:10+22:4:0:512,0:::+",
                "4:61+3:0:1412:mtu*4,2:mss,nop,nop,sok,nop,ws:df,id+:0",
                "4:200+?:0:1460:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0",
            })
    void whatWasSeenIsWrittenAsItWas(String raw) throws Exception {
        var seen = RawSignature.parse(raw, HandshakeStep.SYN);
        String written = TcpMatcher.of(Vector.referenceDatabase()).match(seen).rawSignature();
        assertThat(written.replaceFirst("\\+(\\d+|\\?)", "+?")).isEqualTo(raw.replaceFirst("\\+(\\d+|\\?)", "+?"));
    }

    @Test
    void whatIsNoneIsRefusedByField() {
        assertThatThrownBy(() -> RawSignature.parse("4:64+0:0:1460:mss*44", HandshakeStep.SYN))
                .isInstanceOf(SignatureFileException.class)
                .hasMessageContaining("wsize");
    }
}
