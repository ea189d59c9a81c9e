package dev.synoptic.gateway.answer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is known of one host, ready to be said by any protocol.
///
/// @param firstSeenSeconds since 1970, UTC
/// @param lastSeenSeconds  since 1970, UTC
/// @param connections      completed handshakes seen, in both roles
/// @param uptime           the last sample of its clock
/// @param lastNatSeconds   when several systems were last seen behind the address
/// @param lastChangeSeconds when the system at the address last changed
/// @param distance         hops to it, 0 to 255: the asking site's own, else the latest
/// @param dishonesty       whether its software names another system than its packets do
/// @param system           the last system recognised; empty where none ever was
/// @param http             the last HTTP software recognised
/// @param link             link type of its way, such as `DSL`
/// @param language         the language that its browser asks for
/// @param tool             the last tool, such as a scanner, that its packets named: never its system
public record HostAnswer(
        long firstSeenSeconds,
        long lastSeenSeconds,
        long connections,
        Optional<Uptime> uptime,
        OptionalLong lastNatSeconds,
        OptionalLong lastChangeSeconds,
        OptionalInt distance,
        Dishonesty dishonesty,
        Optional<OperatingSystem> system,
        Optional<Software> http,
        Optional<String> link,
        Optional<String> language,
        Optional<Tool> tool)
        implements HostView {

    private static final long SHARED_SECONDS = 86_400;
    private static final long TOOL_SECONDS = 86_400;

    /// How long a host has been up.
    ///
    /// @param minutes     since its clock began
    /// @param modulusDays after how many days that clock starts anew
    public record Uptime(long minutes, long modulusDays) {}

    /// An operating system.
    ///
    /// @param fuzzy   whether a tolerated quirk or TTL stood against the signature
    /// @param generic whether only a catch-all signature fitted
    public record OperatingSystem(String name, String flavor, boolean fuzzy, boolean generic) {}

    /// A browser or a server.
    public record Software(String name, String flavor) {}

    /// A program with a TCP of its own, such as a scanner.
    ///
    /// @param lastSeconds when it was last seen, since 1970, UTC
    public record Tool(String name, String flavor, long lastSeconds) {

        /// Name and flavor, parted by a blank.
        public String text() {
            return flavor.isEmpty() ? name : name + " " + flavor;
        }
    }

    /// What p0f calls `bad_sw` (`p0f-v3.md` 11.2).
    public enum Dishonesty {
        NONE,
        /// Its User-Agent names another system.
        SYSTEM_MISMATCH,
        /// Its software is not what it says.
        DISHONEST
    }

    /// Whether its packets named a tool within a day of when it was last seen (`clients.md` 6.2, bit 4).
    public boolean usesTool() {
        return tool.filter(seen -> lastSeenSeconds - seen.lastSeconds() < TOOL_SECONDS)
                .isPresent();
    }

    @Override
    public long uptimeMinutes() {
        return uptime.map(Uptime::minutes).orElse(0L);
    }

    @Override
    public long uptimeModulusDays() {
        return uptime.map(Uptime::modulusDays).orElse(0L);
    }

    @Override
    public long natSeconds() {
        return lastNatSeconds.orElse(0);
    }

    @Override
    public long changeSeconds() {
        return lastChangeSeconds.orElse(0);
    }

    @Override
    public long toolSeconds() {
        return tool.map(Tool::lastSeconds).orElse(0L);
    }

    /// Whether several systems were seen behind the address within a day before its last visit.
    public boolean isShared() {
        return lastNatSeconds.isPresent() && lastSeenSeconds - lastNatSeconds.getAsLong() < SHARED_SECONDS;
    }

    /// An answer about a host of which nothing but its visits is known.
    public static HostAnswer visits(long firstSeenSeconds, long lastSeenSeconds, long connections) {
        return new HostAnswer(
                firstSeenSeconds,
                lastSeenSeconds,
                connections,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Dishonesty.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same host, its system not recognised.
    public HostAnswer withoutSystem() {
        return with(Optional.empty());
    }

    /// The same host, recognised as `system`.
    public HostAnswer withSystem(OperatingSystem recognised) {
        return with(Optional.of(recognised));
    }

    private HostAnswer with(Optional<OperatingSystem> recognised) {
        return new HostAnswer(
                firstSeenSeconds,
                lastSeenSeconds,
                connections,
                uptime,
                lastNatSeconds,
                lastChangeSeconds,
                distance,
                dishonesty,
                recognised,
                http,
                link,
                language,
                tool);
    }
}
