package dev.synoptic.p0f;

/// How much a packet stream remembers, and how long (`p0f-v3.md` STATE-1, section 13 `-m` and `-t`).
///
/// @param flows           connections, 1 to 100,000
/// @param hosts           hosts, 1 to 500,000
/// @param flowAgeSeconds  age at which a connection is forgotten, 1 to 1,000,000
/// @param hostIdleMinutes idle time after which a host is forgotten, 1 to 1,000,000
public record Limits(int flows, int hosts, int flowAgeSeconds, int hostIdleMinutes) {

    /// Highest number of connections.
    public static final int FLOWS_MAX = 100_000;

    /// Highest number of hosts.
    public static final int HOSTS_MAX = 500_000;

    /// Longest time, in seconds for connections and in minutes for hosts.
    public static final int TIME_MAX = 1_000_000;

    /// What p0f takes where nothing else is asked for.
    public static final Limits DEFAULT = new Limits(1000, 10_000, 30, 120);

    public Limits {
        require(flows, FLOWS_MAX, "connections");
        require(hosts, HOSTS_MAX, "hosts");
        require(flowAgeSeconds, TIME_MAX, "seconds of a connection's age");
        require(hostIdleMinutes, TIME_MAX, "minutes of a host's idle time");
    }

    private static void require(int value, int most, String what) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(value + " " + what + " is not within 1 to " + most);
        }
    }
}
