package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fingerprints of OpenBSD's packet filter as rows of `p0f.fp`.
class PfOsFileTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            S10:64:1:60:M*,S,T,N,W6:Linux:3.0::Linux 3.0        | s:unix:Linux:3.0   | *:64:0:*:mss*10,6:mss,sok,ts,nop,ws:df,id+:0
            16384:128:1:48:M*,N,N,S:Windows:XP:SP3:Windows XP   | s:win:Windows:XP SP3 | *:128:0:*:16384,0:mss,nop,nop,sok:df,id+:0
            T2:128:0:44:M1460:OpenVMS:8::OpenVMS 8              | s:other:OpenVMS:8  | *:128:0:1460:mtu*2,0:mss::0
            %8192:64:0:40:.:Nothing:1::Nothing                  | s:other:Nothing:1  | *:64:0:0:%8192,0:::0
            *:64:1:64:M*,N,W*,N,N,T0,S,E:MacOS:10::Mac OS       | s:unix:MacOS:10    | *:64:0:*:*,*:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+,ts1-:0
            """)
    void carriesOverWhatTheGrammarCanSay(String line, String label, String sig) {
        var row = PfOsFile.read("# a comment\n\n" + line + "\n").getFirst();
        assertThat(row).isEqualTo(new PfOsFile.Row(3, label, sig, ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            S4:64:1:60:M%8,S:Linux:x::no         | options, M: found "%8", expected a number
            S4:64:1:60:M*,X:Linux:x::no          | options: found "X", expected one of N, E, S, T, M, W
            S4:300:1:60:M*:Linux:x::no           | ttl: found "300", expected 1 to 255
            S4:64:1:60:M*,E,N:Linux:x::no        | options: found "M*,E,N", expected nothing after E, for p0f stops reading there
            S4:64:1:60                           | found 4 fields, expected 9
            """)
    void saysWhatItCannotCarry(String line, String lost) {
        var row = PfOsFile.read(line).getFirst();
        assertThat(row.sig()).isEmpty();
        assertThat(row.lost()).isEqualTo(lost);
    }

    @Test
    void whatItMakesIsReadAgain() throws Exception {
        var row = PfOsFile.read("S10:64:1:60:M*,S,T,N,W6:Linux:3.0::Linux 3.0").getFirst();
        assertThat(TcpPattern.parse("row", row.sig()).text()).isEqualTo(row.sig());
    }
}
