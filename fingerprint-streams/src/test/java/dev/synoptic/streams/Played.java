package dev.synoptic.streams;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;

/// Raw records as an agent would publish them, with times counted in seconds from a start that may be any
/// year's.
record Played(long startMicros, String instance) {

    static final IpAddress CLIENT = IpAddress.parse("192.0.2.7").orElseThrow();
    static final IpAddress SERVER = IpAddress.parse("198.51.100.25").orElseThrow();
    static final String SOURCE = "capture";

    static Connection connection(int clientPort) {
        return new Connection(CLIENT, clientPort, SERVER, 25);
    }

    HandshakeRecord syn(long sequence, long second, int clientPort) {
        return record(sequence, second, new Syn(connection(clientPort), 1_000, linux(HandshakeStep.SYN)));
    }

    HandshakeRecord synAck(long sequence, long second, int clientPort) {
        return record(sequence, second, new SynAck(connection(clientPort), 2_000, linux(HandshakeStep.SYN_ACK)));
    }

    HandshakeRecord completion(long sequence, long second, int clientPort, long synSecond) {
        return record(sequence, second, new Completion(connection(clientPort), micros(synSecond), 1_000));
    }

    HandshakeRecord sample(long sequence, long second, int clientPort, long timestamp) {
        return record(sequence, second, new TimestampSample(connection(clientPort), Side.CLIENT, timestamp, micros(0)));
    }

    HandshakeRecord progress(long sequence, long second) {
        return record(sequence, second, new Progress(micros(second), SOURCE, false));
    }

    HandshakeRecord end(long sequence) {
        return record(sequence, 0, new Progress(Long.MAX_VALUE, SOURCE, true));
    }

    HandshakeRecord record(long sequence, long second, HandshakeEvent event) {
        return new HandshakeRecord(new Origin("agent", "site", instance, sequence), micros(second), event);
    }

    long micros(long second) {
        return startMicros + second * 1_000_000;
    }

    /// What Linux 3.11 and newer sends; the [#SIGNATURES] know it.
    static SynObservation linux(HandshakeStep step) {
        return new SynObservation(
                step,
                4,
                55,
                0,
                0,
                1460,
                29_200,
                7,
                OptionLayout.of((byte) 2, (byte) 4, (byte) 8, (byte) 1, (byte) 3),
                0,
                Quirks.of(Quirk.DF, Quirk.ID_PLUS),
                false,
                4_711,
                60,
                0);
    }

    /// What Windows 7 sends; the [#SIGNATURES] know it.
    static SynObservation windows() {
        return new SynObservation(
                HandshakeStep.SYN,
                4,
                119,
                0,
                0,
                1460,
                8_192,
                0,
                OptionLayout.of((byte) 2, (byte) 1, (byte) 1, (byte) 4),
                0,
                Quirks.of(Quirk.DF, Quirk.ID_PLUS),
                false,
                0,
                48,
                0);
    }

    static final String SIGNATURES = """
            classes = unix,win

            [mtu]
            label = Ethernet or modem
            sig = 1500

            [tcp:request]
            label = s:unix:Linux:3.11 and newer
            sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,id+:0
            label = s:win:Windows:7 or 8
            sig = *:128:0:*:8192,0:mss,nop,nop,sok:df,id+:0

            [tcp:response]
            label = s:unix:OpenBSD:7.x
            sig = *:64:0:*:mss*44,7:mss::0
            label = s:unix:Linux:3.x
            sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,id+:0
            """;
}
