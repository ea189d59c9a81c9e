package dev.synoptic.gateway.index;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.Dishonesty;
import dev.synoptic.gateway.answer.HostView;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.SeenHandshake;
import dev.synoptic.host.SeenTool;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One host in some ninety octets: numbers as they are answered, everything that repeats among hosts shared.
///
/// A row is never changed, so that any thread may read it without a lock. Times are seconds since 1970 in unsigned
/// 32 bits, 0 for never.
final class HostRow implements HostView {

    /// Stands where the distance is not known; a real one is 0 to 255.
    private static final short UNKNOWN = -1;

    private static final int HOPS_MAX = 255;

    private final long high;
    private final long low;
    private final long inputOffset;
    private final int inputPartition;
    private final int firstSeconds;
    private final int lastSeconds;
    private final int connections;
    private final int uptimeMinutes;
    private final int natSeconds;
    private final int changeSeconds;
    private final int toolSeconds;
    private final short uptimeModuloDays;
    private final short distance;
    private final byte version;
    private final Dishonesty dishonesty;
    private final Shared shared;

    /// The handshake it was last recognised by, its clock left out; null where that is not known.
    private final @Nullable SynObservation matched;

    /// Empty where every site sees the host at [#distance].
    private final List<SiteDistance> distances;

    /// What many hosts have in common: one of these serves them all.
    record Shared(
            Optional<String> site,
            Optional<HostAnswer.OperatingSystem> system,
            Optional<HostAnswer.Software> http,
            Optional<String> link,
            Optional<String> language,
            Optional<Label> tool) {}

    /// How far a host is from one site.
    record SiteDistance(String site, short hops) {}

    HostRow(HostKey key, HostState state, int inputPartition, long inputOffset, Interning interning) {
        this.version = (byte) key.address().version();
        this.high = key.address().high();
        this.low = key.address().low();
        this.inputPartition = inputPartition;
        this.inputOffset = inputOffset;
        this.firstSeconds = seconds(state.firstMicros());
        this.lastSeconds = seconds(state.lastMicros());
        this.connections = unsigned32(state.connections());
        this.uptimeMinutes =
                state.uptime().map(uptime -> unsigned32(uptime.minutes())).orElse(0);
        this.uptimeModuloDays =
                state.uptime().map(uptime -> (short) uptime.moduloDays()).orElse((short) 0);
        this.natSeconds = seconds(state.natMicros().orElse(0));
        this.changeSeconds = seconds(state.changeMicros().orElse(0));
        this.toolSeconds = seconds(state.tool().map(SeenTool::micros).orElse(0L));
        this.distance = hops(state.distance());
        this.dishonesty = Dishonesty.values()[state.honesty().ordinal()];
        this.shared = interning.of(new Shared(
                key.site(),
                state.system().map(HostRow::system),
                state.software().map(software -> new HostAnswer.Software(software.name(), software.flavor())),
                state.link(),
                state.language(),
                state.tool().map(SeenTool::label)));
        this.distances = distances(state, interning);
        this.matched = state.lastMatched()
                .flatMap(SeenHandshake::observation)
                .map(seen -> interning.of(seen.withTimestamp(Math.min(seen.ownTimestamp(), 1))))
                .orElse(null);
    }

    private static HostAnswer.OperatingSystem system(dev.synoptic.host.SeenSystem seen) {
        int quality = seen.p0fQuality();
        return new HostAnswer.OperatingSystem(
                seen.label().name(), seen.label().flavor(), (quality & 1) != 0, (quality & 2) != 0);
    }

    private List<SiteDistance> distances(HostState state, Interning interning) {
        var own = state.vantages().stream()
                .filter(vantage -> vantage.distance().isPresent() && hops(vantage.distance()) != distance)
                .map(vantage -> interning.of(new SiteDistance(vantage.site(), hops(vantage.distance()))))
                .toList();
        return own.isEmpty() ? List.of() : own;
    }

    private static short hops(OptionalInt distance) {
        return distance.isPresent() ? (short) Math.clamp(distance.getAsInt(), 0, HOPS_MAX) : UNKNOWN;
    }

    private static int seconds(long micros) {
        return unsigned32(Math.floorDiv(micros, 1_000_000));
    }

    private static int unsigned32(long number) {
        return (int) Math.clamp(number, 0, 0xFFFF_FFFFL);
    }

    boolean isOf(int otherVersion, long otherHigh, long otherLow, @Nullable String site) {
        return low == otherLow
                && high == otherHigh
                && version == otherVersion
                && (site == null
                        ? shared.site().isEmpty()
                        : site.equals(shared.site().orElse(null)));
    }

    IpAddress address() {
        return new IpAddress(version, high, low);
    }

    Optional<String> site() {
        return shared.site();
    }

    Optional<SynObservation> lastMatched() {
        return Optional.ofNullable(matched);
    }

    /// Whether a state from this place of the input is no older than this one: within a partition the higher offset
    /// wins, and a host that has moved to another partition is read from there.
    boolean yieldsTo(int partition, long offset) {
        return partition != inputPartition || offset >= inputOffset;
    }

    @Override
    public long firstSeenSeconds() {
        return Integer.toUnsignedLong(firstSeconds);
    }

    @Override
    public long lastSeenSeconds() {
        return Integer.toUnsignedLong(lastSeconds);
    }

    @Override
    public long connections() {
        return Integer.toUnsignedLong(connections);
    }

    @Override
    public long uptimeMinutes() {
        return uptimeModuloDays == 0 ? 0 : Integer.toUnsignedLong(uptimeMinutes);
    }

    @Override
    public long uptimeModulusDays() {
        return uptimeModuloDays;
    }

    @Override
    public long natSeconds() {
        return Integer.toUnsignedLong(natSeconds);
    }

    @Override
    public long changeSeconds() {
        return Integer.toUnsignedLong(changeSeconds);
    }

    @Override
    public long toolSeconds() {
        return Integer.toUnsignedLong(toolSeconds);
    }

    @Override
    public Dishonesty dishonesty() {
        return dishonesty;
    }

    @Override
    public Optional<HostAnswer.OperatingSystem> system() {
        return shared.system();
    }

    @Override
    public Optional<HostAnswer.Software> http() {
        return shared.http();
    }

    @Override
    public Optional<String> link() {
        return shared.link();
    }

    @Override
    public Optional<String> language() {
        return shared.language();
    }

    /// The answer for an asker at `site`.
    HostAnswer answer(String site) {
        int hops = hopsFrom(site);
        return new HostAnswer(
                firstSeenSeconds(),
                lastSeenSeconds(),
                connections(),
                uptimeModuloDays == 0
                        ? Optional.empty()
                        : Optional.of(new HostAnswer.Uptime(uptimeMinutes(), uptimeModulusDays())),
                moment(natSeconds),
                moment(changeSeconds),
                hops == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(hops),
                dishonesty,
                shared.system(),
                shared.http(),
                shared.link(),
                shared.language(),
                shared.tool().map(tool -> new HostAnswer.Tool(tool.name(), tool.flavor(), toolSeconds())));
    }

    private static OptionalLong moment(int seconds) {
        return seconds == 0 ? OptionalLong.empty() : OptionalLong.of(Integer.toUnsignedLong(seconds));
    }

    /// The asking site's own, else the latest from anywhere (design §3); -1 where that is not known.
    int hopsFrom(String site) {
        for (int i = 0; i < distances.size(); i++) {
            SiteDistance own = distances.get(i);
            if (own.site().equals(site)) return own.hops();
        }
        return distance;
    }
}
