package dev.synoptic.gateway.http.hosts;

import dev.synoptic.gateway.answer.ExplanationJson;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.Dishonesty;
import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Everything known of a host, units in the names.
@Meaning("Everything known of a host.")
public record HostReply(
        @Meaning(value = "IPv4, or IPv6 as RFC 5952 writes it.", example = "192.0.2.1")
        String address,

        @Meaning("The site whose private addresses and distances these are.")
        String seenFromSite,

        @Meaning("The first completed handshake.") Instant firstSeen,
        @Meaning("The last completed handshake.") Instant lastSeen,
        @Meaning("Completed handshakes, in both roles.") long connections,

        @Meaning("The last system recognised; absent where none ever was.")
        Optional<OperatingSystem> system,

        @Meaning("Hops to it.") OptionalInt distanceHops,

        @Meaning(value = "Link type by its MTU.", example = "DSL")
        Optional<String> link,

        @Meaning("The last sample of its clock.") Optional<Uptime> uptime,

        @Meaning("When several systems were last seen behind the address.")
        Optional<Instant> lastSharedAddress,

        @Meaning("When the system at the address last changed.")
        Optional<Instant> lastSystemChange,

        @Meaning("The last HTTP software recognised.") Optional<Software> httpSoftware,

        @Meaning("The last tool, such as a scanner, that its packets named; it says nothing of the system.")
        Optional<Tool> tool,

        @Meaning("The language that its browser asks for.") Optional<String> language,

        @Meaning("Whether its software names another system than its packets do.")
        Dishonesty softwareHonesty,

        @Meaning("Why it is called what it is called, as `synoptic signatures explain --json` tells it.")
        Optional<Map<String, Object>> match,

        @Meaning("Its latest handshake and why it is called what it is called; absent when no longer remembered.")
        Optional<HandshakeReply> lastHandshake) {

    /// An operating system.
    @Meaning("An operating system.")
    public record OperatingSystem(
            @Meaning(value = "Its family.", example = "Linux")
            String name,

            @Meaning(value = "Which of them; may be empty.", example = "3.11 and newer")
            String flavor,

            @Meaning("Whether a tolerated quirk or TTL stood against the signature.")
            boolean fuzzyMatch,

            @Meaning("Whether only a catch-all signature fitted.")
            boolean genericSignature) {}

    /// A clock.
    @Meaning("A clock.")
    public record Uptime(
            @Meaning("Since the clock began.") long minutes,
            @Meaning("After so many days it starts anew.") long wrapsAfterDays) {}

    /// A browser or a server.
    @Meaning("A browser or a server.")
    public record Software(
            @Meaning("Its name.") String name,
            @Meaning("Which of them.") String flavor) {}

    /// A program with a TCP of its own.
    @Meaning("A program with a TCP of its own.")
    public record Tool(
            @Meaning(value = "Its name.", example = "NMap") String name,

            @Meaning("Which of them, or what it does.") String flavor,

            @Meaning("When it was last seen.") Instant lastSeen) {}

    static HostReply of(
            IpAddress address, String site, HostAnswer host, Optional<Fingerprint> last, Optional<Explanation> why) {
        return new HostReply(
                address.text(),
                site,
                Instant.ofEpochSecond(host.firstSeenSeconds()),
                Instant.ofEpochSecond(host.lastSeenSeconds()),
                host.connections(),
                host.system()
                        .map(system ->
                                new OperatingSystem(system.name(), system.flavor(), system.fuzzy(), system.generic())),
                host.distance(),
                host.link(),
                host.uptime().map(uptime -> new Uptime(uptime.minutes(), uptime.modulusDays())),
                host.lastNatSeconds().stream().mapToObj(Instant::ofEpochSecond).findFirst(),
                host.lastChangeSeconds().stream()
                        .mapToObj(Instant::ofEpochSecond)
                        .findFirst(),
                host.http().map(software -> new Software(software.name(), software.flavor())),
                host.tool()
                        .map(tool -> new Tool(tool.name(), tool.flavor(), Instant.ofEpochSecond(tool.lastSeconds()))),
                host.language(),
                host.dishonesty(),
                why.map(ExplanationJson::of),
                last.map(HandshakeReply::of));
    }
}
