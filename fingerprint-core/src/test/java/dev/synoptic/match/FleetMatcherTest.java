package dev.synoptic.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fleet's rules over the database that is shipped (`docs/signatures.md`).
class FleetMatcherTest {

    private static final FleetMatcher FLEET = FleetMatcher.of(shipped());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # S-1, the largest multiple: Ethernet, PPPoE, WireGuard, an odd tunnel, jumbo frames
            4:64+0:0:1460:mss*44,7:mss,sok,ts,nop,ws:df,id+:0   | Linux 4.20-6.15      | 1500
            4:57+7:0:1452:mss*45,7:mss,sok,ts,nop,ws:df,id+:0   | Linux 4.20-6.15      | 1492
            4:57+7:0:1380:mss*47,10:mss,sok,ts,nop,ws:df,id+:0  | Linux 6.16 or newer  | 1420
            4:57+7:0:1333:mss*49,10:mss,sok,ts,nop,ws:df,id+:0  | Linux 6.16 or newer  | 1373
            4:64+0:0:8961:mss*7,9:mss,sok,ts,nop,ws:df,id+:0    | Linux 6.16 or newer  | 9001
            4:120+8:0:1360:mss*48,8:mss,nop,ws,nop,nop,sok:df,id+:0 | Windows 10, 11, Server 2019-2025 | 1400
            # S-1 on a path that lowered the MSS: the sender's own link
            4:53+11:0:1360:64240,7:mss,sok,ts,nop,ws:df,id+:0   | Linux 4.20-6.15      | 1500
            4:53+11:0:1380:62727,7:mss,sok,ts,nop,ws:df,id+:0   | Linux 4.20-6.15      | 9001
            4:118+10:0:1360:64240,8:mss,nop,ws,nop,nop,sok:df,id+:0 | Windows 10, 11, Server 2019-2025 | 1500
            # S-1 with a bound of its own
            4:64+0:0:1440:mss*23,7:mss,sok,ts,nop,ws:df,id+:0   | Linux 6.6-6.9        | 1480
            # S-2, IPv6: hop limit and flow label are the network's
            6:63+1:0:1440:mss*45,10:mss,sok,ts,nop,ws:flow:0    | Linux 6.16 or newer  | 1500
            6:63+1:0:1220:mss*53,10:mss,sok,ts,nop,ws::0        | Linux 6.16 or newer  | 1280
            6:250+5:0:1440:mss*45,7:mss,sok,ts,nop,ws:flow:0    | Linux 4.20-6.15      | 1500
            6:60+4:0:1440:mss*45,8:mss,nop,ws,nop,nop,sok:flow:0 | Windows 10, 11, Server 2019-2025 | 1500
            """)
    void rulesNameWhatOneRowPerPathCannot(String raw, String label, int ownMtu) throws Exception {
        var match = FLEET.match(RawSignature.parse(raw, HandshakeStep.SYN));
        assertThat(match.winner().map(w -> w.signature().label().text())).contains(label);
        assertThat(match.winner().map(TcpMatch.Winner::quality)).contains(MatchQuality.EXACT);
        assertThat(match.sender().ownMtu()).hasValue(ownMtu);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            4:64+0:0:1460:mss*45,7:mss,sok,ts,nop,ws:df:0       | Linux 4.20-6.15      | 1500
            4:64+0:0:1400:65236,10:mss,sok,ts,nop,ws:df:0       | Linux 6.16 or newer  | 1440
            4:50+14:0:1460:62643,7:mss,sok,ts,nop,ws:df:0       | Linux 4.20-6.15      | 9001
            6:50+14:0:1440:mss*45,10:mss,sok,ts,nop,ws:flow:0   | Linux 6.16 or newer  | 1500
            """)
    void answersCountSegmentsWithoutTimestamps(String raw, String label, int ownMtu) throws Exception {
        var match = FLEET.match(RawSignature.parse(raw, HandshakeStep.SYN_ACK));
        assertThat(match.winner().map(w -> w.signature().label().text())).contains(label);
        assertThat(match.sender().ownMtu()).hasValue(ownMtu);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SYN     | 4:57+7:0:1400:64400,7:mss,sok,ts,nop,ws,?34,nop,nop:df,id+:+ | Linux 4.20 or newer (fast open)
            SYN     | 4:57+7:0:1460:64240,7:mss,sok,ts,nop,ws,?30:df,id+:0   | Linux 5.6 or newer (multipath)
            SYN     | 4:57+7:0:1360:29200,7:mss,nop,nop,sok,nop,ws:df,id+:0  | Linux 3.11-4.19 (no timestamps)
            SYN     | 4:57+7:0:1460:29200,7:mss,sok,ts,nop,ws:df,id+,ecn:0   | Linux 3.11-4.19
            SYN     | 4:60+4:0:1460:65535,6:mss,nop,ws,nop,nop,ts,sok,?34:df:+ | Mac OS X 10.14 or newer, iOS 12 or newer
            SYN     | 4:60+4:0:1460:65535,8:mss,nop,ws,sok,ts:df:0           | FreeBSD 11.x-14.x
            SYN_ACK | 4:57+7:0:1412:28240,12:mss,nop,nop,sok,nop,ws:df:0     | Linux 3.11-4.19
            SYN_ACK | 4:57+7:0:1460:29200,0:mss,nop,nop,sok:df,ecn:0         | Linux 3.11-4.19
            SYN_ACK | 6:57+7:0:1220:24400,10:mss,nop,nop,sok,nop,ws:flow:0   | Linux 3.11-4.19
            SYN_ACK | 4:57+7:0:1460:32120,7:mss,nop,nop,sok,nop,ws:df:0      | Linux 6.6-6.9
            SYN_ACK | 4:57+7:0:1452:43200,12:mss,sok,ts,nop,ws:df:0          | Linux tcp_rmem default 87380
            """)
    void optionsThatWereLeftOutOrAddedAreNoOtherSystem(HandshakeStep step, String raw, String label) throws Exception {
        var match = FLEET.match(RawSignature.parse(raw, step));
        assertThat(match.winner().map(w -> w.signature().label().text())).contains(label);
    }

    /// Packets that 3.09b, or a careless reading, gives to the wrong system. `-` is no answer at all.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # Linux with timestamps and scaling off, which p0f 3.09b calls Windows
            4:64+0:0:1460:mss*44,0:mss,nop,nop,sok:df,id+:0     | Linux
            4:64+0:0:1460:mss*44,7:mss,nop,nop,sok,nop,ws:df,id+:0 | Linux
            4:63+1:0:1460:mss*44,0:mss,sok,ts:df,id+:0          | Linux
            # the same, started with 128 hops: still nobody's Windows
            4:127+1:0:1460:mss*5,0:mss,nop,nop,sok,nop,ws:df,id+:0 | -
            4:127+1:0:1460:mss*44,0:mss:df,id+:0                | -
            # a guest's packet through a hypervisor or a VPN program that sets 64 hops
            4:64+0:0:1460:mss*44,8:mss,nop,ws,nop,nop,sok:df,id+:0 | Windows
            # F5 in front of a Windows browser
            4:255+0:0:1460:mss*3,0:mss,sok,eol+1:df,id+:0       | F5
            4:255+0:0:1460:mss*3,0:mss,nop,nop,ts,sok,eol+1:df,id+:0 | F5
            4:255+0:0:1460:8190,8:mss,nop,ws,nop,nop,sok:df,id+:0 | NetScaler
            4:252+3:0:1460:4128,0:mss::0                        | Cisco
            # embedded and ancient stacks that say too little
            4:250+5:0:1460:mss*4,0:mss::0                       | -
            4:61+3:0:1460:61440,0:mss::0                        | -
            4:58+6:0:1460:65535,0:mss:df,id+:0                  | -
            # scanners in the clothes of Windows, Linux and BSD
            4:246+9:0:1460:65535,8:mss,nop,ws,nop,nop,sok::0    | ZMap
            4:246+9:0:1460:65535,7:mss,sok,ts,nop,ws::0         | ZMap
            4:246+9:0:1460:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1::0 | ZMap
            4:246+9:0:1400:65535,8:mss,nop,ws,nop,nop,sok::0    | -
            4:243+12:0:1460:1024,0:mss::0                       | -
            4:243+12:0:0:1024,0:::0                             | Masscan
            4:50+14:0:1460:1024,0:mss::0                        | NMap
            # clamped: neither a Linux of another age nor a Windows of none
            4:50+14:0:1360:29200,7:mss,sok,ts,nop,ws:df,id+:0   | Linux
            4:118+10:0:1260:64240,8:mss,nop,ws,nop,nop,sok:df,id+:0 | Windows
            4:50+14:0:1360:32120,7:mss,sok,ts,nop,ws:df,id+:0   | Linux
            # tethering: a computer behind a telephone, one hop more
            4:127+1:0:1410:mss*46,8:mss,nop,ws,nop,nop,sok:df,id+:0 | Windows
            4:63+1:0:1410:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0 | Mac OS X
            # a carrier that clears DF on a telephone's packets
            4:52+12:0:1460:65535,9:mss,sok,ts,nop,ws:id-:0      | Linux
            # serverless containers
            4:64+0:0:1460:29184,7:mss,sok,ts,nop,ws::0          | gVisor
            # the fields of Windows with timestamps and of FreeBSD differ in hops and scale
            4:120+8:0:1460:mss*44,8:mss,nop,ws,sok,ts:df,id+:0  | Windows
            4:60+4:0:1460:65535,6:mss,nop,ws,sok,ts:df:0        | FreeBSD
            """)
    void knownTrapsAreNotNamedWrongly(String raw, String family) throws Exception {
        var match = FLEET.match(RawSignature.parse(raw, HandshakeStep.SYN));
        assertThat(match.winner().map(w -> w.signature().label().name()).orElse("-"))
                .isEqualTo(family);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # hypervisors answer for their guests
            4:128+0:0:1460:mss*44,0:mss::0    | -
            4:64+0:0:1460:65535,0:mss::0      | slirp
            4:255+0:0:1460:mss*3,0:mss,sok,eol+1:df,id+:0 | F5
            4:128+0:0:1412:65535,8:mss,sok,ts,nop,ws:df:0 | -
            # a front end that leaves DF out and offers half of 87380: no release of Linux says so
            4:54+10:0:1430:42540,7:mss,sok,ts,nop,ws::0   | -
            4:48+16:0:1360:42900,7:mss,nop,nop,sok,nop,ws::0 | -
            # a balancer in a cloud, with jumbo frames behind it
            4:238+17:0:1460:26847,8:mss,sok,ts,nop,ws:df:0 | -
            # FreeBSD and Apple answer in an order of their own
            4:57+7:0:1460:65535,6:mss,nop,ws,sok,ts:df:0  | FreeBSD
            4:57+7:0:1460:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df,ecn:0 | Mac OS X
            """)
    void answersOfBoxesInTheMiddleAreNobodysSystem(String raw, String family) throws Exception {
        var match = FLEET.match(RawSignature.parse(raw, HandshakeStep.SYN_ACK));
        assertThat(match.winner().map(w -> w.signature().label().name()).orElse("-"))
                .isEqualTo(family);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            4:64+0:0:1460:mss*44,10:mss,sok,ts,nop,ws:df,id+:0 | 6 GiB or more
            4:64+0:0:1460:mss*44,8:mss,sok,ts,nop,ws:df,id+:0  | 1.5 to 2 GiB
            4:64+0:0:1460:mss*44,6:mss,sok,ts,nop,ws:df,id+:0  | 512 MiB
            """)
    void theScaleOfRecentLinuxTellsMemory(String raw, String memory) throws Exception {
        var match = FLEET.match(RawSignature.parse(raw, HandshakeStep.SYN));
        assertThat(match.sender().memory()).contains(memory);
    }

    @Test
    void hintsAreSpokenInWords() throws Exception {
        var match = FLEET.match(
                RawSignature.parse("4:53+11:0:1380:62727,10:mss,sok,ts,nop,ws:df,id+:0", HandshakeStep.SYN));
        assertThat(match.sender().words(1420))
                .containsExactly(
                        "the sender's link carries packets of 9001 octets (EC2 jumbo frames), the path only 1420:"
                                + " a tunnel or router on the way lowered the MSS",
                        "a machine with 6 GiB or more of memory, unless its buffers were set by hand");
    }

    @Test
    void nothingIsHintedWhereTheRowDoesNotSay() throws Exception {
        var match = FLEET.match(
                RawSignature.parse("4:64+0:0:1460:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0", HandshakeStep.SYN));
        assertThat(match.sender()).isEqualTo(SenderHints.NONE);
    }

    @Test
    void explainsRowReasonsAndAlternatives() throws Exception {
        var explanation = FLEET.explain(
                RawSignature.parse("4:128+0:0:1460:mss*44,0:mss,nop,nop,sok:df,id+:0", HandshakeStep.SYN));
        assertThat(explanation.how()).isEqualTo(MatchExplanation.How.RULE);
        assertThat(explanation.row().map(row -> row.text())).contains("*:128:0:*:mss*max,0:mss,nop,nop,sok:df,id+:0");
        assertThat(explanation.alternatives())
                .extracting(MatchExplanation.Other::text)
                .contains("Windows XP (counted 38)", "Windows Server 2003 (counted 6)", "Linux (counted 1)");
        assertThat(explanation.supporting())
                .contains("window 64240 is the largest multiple of the sender's segment size up to 65535");
    }

    @Test
    void explainsADeviation() throws Exception {
        var explanation =
                FLEET.explain(RawSignature.parse("4:52+12:0:1460:65535,9:mss,sok,ts,nop,ws:id-:0", HandshakeStep.SYN));
        assertThat(explanation.how()).isEqualTo(MatchExplanation.How.APPROXIMATE);
        assertThat(explanation.opposing()).containsExactly("quirks id- where df,id+ was expected");
    }

    private static SignatureDatabase shipped() {
        try {
            return SignatureDatabase.parseForFleet(
                    "p0f.fp", Files.readAllBytes(Repository.root().resolve("p0f.fp")));
        } catch (IOException | SignatureFileException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
