package dev.synoptic.gateway.index;

import dev.synoptic.flow.Connection;
import dev.synoptic.gateway.answer.ConnectionWitness;
import dev.synoptic.packet.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// The latest connections of the fleet, newest kept. Any thread may call.
public final class SeenConnections implements ConnectionWitness {

    /// Connections remembered; p0f 2 remembers 128 (`clients.md` 2.2 rule 3).
    static final int CONNECTIONS_MAX = 50_000;

    /// Servers remembered: the fleet's own.
    static final int SERVERS_MAX = 10_000;

    private static final Object SEEN = new Object();

    private final Map<Connection, Object> connections = newest(CONNECTIONS_MAX);
    private final Map<Connection, Object> fromAnyPort = newest(CONNECTIONS_MAX);
    private final Map<IpAddress, Object> servers = newest(SERVERS_MAX);

    private static <K> Map<K, Object> newest(int count) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Object> eldest) {
                return size() > count;
            }
        };
    }

    /// Takes in a connection that was just judged.
    public synchronized void add(Connection connection) {
        put(connections, connection);
        put(fromAnyPort, anyPort(connection.client(), connection.server(), connection.serverPort()));
        put(servers, connection.server());
    }

    private static <K> void put(Map<K, Object> newest, K key) {
        newest.remove(key); // so that it becomes the youngest
        newest.put(key, SEEN);
    }

    private static Connection anyPort(IpAddress client, IpAddress server, int serverPort) {
        return new Connection(client, 0, server, serverPort);
    }

    @Override
    public synchronized boolean saw(IpAddress client, int clientPort, IpAddress server, int serverPort) {
        return connections.containsKey(new Connection(client, clientPort, server, serverPort));
    }

    @Override
    public synchronized boolean sawFromAnyPort(IpAddress client, IpAddress server, int serverPort) {
        return fromAnyPort.containsKey(anyPort(client, server, serverPort));
    }

    @Override
    public synchronized boolean knowsServer(IpAddress server) {
        return servers.containsKey(server);
    }
}
