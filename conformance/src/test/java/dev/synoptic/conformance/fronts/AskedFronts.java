package dev.synoptic.conformance.fronts;

import dev.synoptic.gateway.analyzer.AnalyzerCounters;
import dev.synoptic.gateway.analyzer.AnalyzerProtocol;
import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.dns.DnsCounters;
import dev.synoptic.gateway.dns.DnsDatagrams;
import dev.synoptic.gateway.dns.DnsDesk;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.gateway.socket.DatagramListener;
import dev.synoptic.gateway.socket.DatagramLoop;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.text.TextCounters;
import dev.synoptic.gateway.text.TextProtocol;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Protocol;
import dev.synoptic.packet.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The fronts of a gateway that knows one Windows host behind DSL, without Kafka.
///
/// @param streams   a p0f socket, and one for lines of text
/// @param datagrams a zone, and amavisd's
record AskedFronts(Path folder, SocketLoop streams, DatagramLoop datagrams) implements AutoCloseable {

    static final String KNOWN = "198.18.25.10";
    static final String KNOWN6 = "2001:db8:25::10";
    static final String UNKNOWN = "198.18.25.99";
    static final OperatingSystem WINDOWS = new OperatingSystem("Windows", "7 or 8", false, true);

    private static final String ZONE = "os.example";

    static AskedFronts open(Path folder, HostFinder hosts) throws IOException {
        var zone = Zone.of(ZONE, Duration.ofSeconds(120), Duration.ofSeconds(10));
        var desk = new DnsDesk(zone, hosts, () -> true, Admission.ANYONE, Optional.empty(), new DnsCounters());
        var analyzer = new AnalyzerProtocol(hosts, _ -> Optional.empty(), Wording.V3, new AnalyzerCounters());
        var datagrams = DatagramLoop.open(
                "datagrams", List.of(datagram(new DnsDatagrams(desk, 0)), datagram(analyzer)), System::nanoTime);
        try {
            var listeners = List.of(
                    Listener.at(Endpoint.Unix.at(folder.resolve("p0f")), V3Protocol.of(new HostV3Answers(hosts))),
                    Listener.at(
                            Endpoint.Tcp.loopback(0), new TextProtocol(hosts, Optional.empty(), new TextCounters())));
            return new AskedFronts(folder, SocketLoop.open("streams", listeners, System::nanoTime), datagrams);
        } catch (IOException | RuntimeException failure) {
            datagrams.close();
            throw failure;
        }
    }

    private static DatagramListener datagram(dev.synoptic.gateway.socket.DatagramProtocol protocol) {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new DatagramListener(anyPort, protocol, Admission.ANYONE);
    }

    /// One host, a Windows 7 behind DSL, and nobody else.
    static HostFinder oneWindows() {
        return one(WINDOWS);
    }

    static HostFinder one(OperatingSystem system) {
        return one(KNOWN, system);
    }

    static HostFinder one(String address, OperatingSystem system) {
        IpAddress known = IpAddress.parse(address).orElseThrow();
        var host = new HostAnswer(
                1_700_000_000,
                1_700_000_600,
                7,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(3),
                HostAnswer.Dishonesty.NONE,
                Optional.of(system),
                Optional.empty(),
                Optional.of("DSL"),
                Optional.empty(),
                Optional.empty());
        return each -> each.equals(known) ? Optional.of(host) : Optional.empty();
    }

    /// Where each is asked, by the names that the scripts know.
    Map<String, String> places() {
        var places = new HashMap<String, String>();
        places.put("V3", folder.resolve("p0f").toString());
        places.put("TEXT", streams.endpoints().get(1).toString());
        places.put("DNS", "127.0.0.1:" + datagrams.addresses().get(0).getPort());
        places.put("UDP", "127.0.0.1:" + datagrams.addresses().get(1).getPort());
        return places;
    }

    @Override
    public void close() {
        streams.close();
        datagrams.close();
    }
}
