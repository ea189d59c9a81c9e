import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Protocol;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.host.SeenSystem;
import dev.synoptic.host.SoftwareHonesty;
import dev.synoptic.host.Uptime;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The gateway's index and query socket without Kafka: `QueryServer.java SOCKET [HOSTS]`, ended by a signal. It knows
/// 127.0.0.1 and as many hosts of 198.18.0.0/15 as it is told.
public class QueryServer {

    private static final String SITE = "bench";
    private static final long MICROS = 1_700_000_000_000_000L;
    private static final int FIRST = 0xC6120001;

    public static void main(String[] arguments) throws Exception {
        int hosts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        var index = new HostIndex(PrivateNetworks.DEFAULT);
        index.update(HostKey.ofSite(IpAddress.v4(0x7F000001), SITE), linux(), 0, 0);
        for (int i = 0; i < hosts; i++) index.update(HostKey.global(IpAddress.v4(FIRST + i)), linux(), 0, i + 1);
        var listener = Listener.at(
                Endpoint.Unix.at(Path.of(arguments[0])), V3Protocol.of(new HostV3Answers(index.from(SITE))));
        var loop = SocketLoop.open("queries", List.of(listener), System::nanoTime);
        Runtime.getRuntime().addShutdownHook(new Thread(loop::close));
        Thread.currentThread().join();
    }

    private static HostState linux() {
        var label = new Label(false, Optional.of("unix"), "Linux", "3.11 and newer");
        return new HostState(
                MICROS,
                MICROS,
                1,
                Optional.of(new SeenSystem(label, MatchQuality.EXACT, MICROS)),
                OptionalInt.of(0),
                Optional.of("Ethernet or modem"),
                Optional.of(new Uptime(90, 49, MICROS)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                SoftwareHonesty.UNSUSPECTED,
                List.of());
    }
}
