package dev.synoptic.gateway.greylist;

import dev.synoptic.schemas.GreylistEntry;
import java.util.Optional;
import java.util.OptionalLong;

/// What one attempt comes to, and what is remembered after it: a pure function of what was remembered before.
///
/// ```
/// new ──▶ deferred ──(after the delay, within the retry window)──▶ passed, white
///            ▲ └─(retry window over)─▶ new
/// ```
///
/// @param leftMicros how long the client is to wait; 0 where it passes
/// @param triplet    what is to be remembered of the triplet; empty where nothing changes
/// @param network    what is to be remembered of the network; empty where nothing changes
record GreylistStep(long leftMicros, Optional<GreylistEntry> triplet, Optional<GreylistEntry> network) {

    private static final GreylistStep PASSES = new GreylistStep(0, Optional.empty(), Optional.empty());

    static GreylistStep of(
            Optional<GreylistEntry> triplet,
            Optional<GreylistEntry> network,
            long delayMicros,
            long nowMicros,
            GreylistTimes times) {
        if (network.filter(each -> each.passes() >= times.passes() && isWhite(each, nowMicros, times))
                .isPresent()) {
            return new GreylistStep(0, Optional.empty(), network.flatMap(each -> refreshed(each, nowMicros)));
        }
        if (triplet.isEmpty()) return first(delayMicros, nowMicros);
        GreylistEntry known = triplet.get();
        if (known.passedMicros().isPresent()) {
            return isWhite(known, nowMicros, times)
                    ? new GreylistStep(0, refreshed(known, nowMicros), Optional.empty())
                    : first(delayMicros, nowMicros);
        }
        long age = Math.max(0, nowMicros - known.firstMicros()); // another gateway's clock may be ahead
        if (age > times.retryMicros()) return first(delayMicros, nowMicros);
        return age < delayMicros
                ? new GreylistStep(delayMicros - age, Optional.empty(), Optional.empty())
                : passed(known, network, nowMicros);
    }

    private static GreylistStep first(long delayMicros, long nowMicros) {
        if (delayMicros <= 0) return PASSES;
        return new GreylistStep(
                delayMicros, Optional.of(new GreylistEntry(nowMicros, OptionalLong.empty(), 0)), Optional.empty());
    }

    private static GreylistStep passed(GreylistEntry triplet, Optional<GreylistEntry> network, long nowMicros) {
        var white = new GreylistEntry(triplet.firstMicros(), OptionalLong.of(nowMicros), 1);
        var counted = new GreylistEntry(
                network.map(GreylistEntry::firstMicros).orElse(nowMicros),
                OptionalLong.of(nowMicros),
                network.map(GreylistEntry::passes).orElse(0) + 1);
        return new GreylistStep(0, Optional.of(white), Optional.of(counted));
    }

    private static boolean isWhite(GreylistEntry entry, long nowMicros, GreylistTimes times) {
        return entry.passedMicros().isPresent()
                && nowMicros - entry.passedMicros().getAsLong() <= times.whiteMicros();
    }

    private static Optional<GreylistEntry> refreshed(GreylistEntry entry, long nowMicros) {
        long passed = entry.passedMicros().orElse(nowMicros);
        if (nowMicros - passed < GreylistTimes.refreshMicros()) return Optional.empty();
        return Optional.of(new GreylistEntry(entry.firstMicros(), OptionalLong.of(nowMicros), entry.passes()));
    }

    /// Two gateways' memories of the same thing, put together; the order makes no difference.
    static GreylistEntry merged(GreylistEntry one, GreylistEntry other, GreylistTimes times) {
        boolean passed = one.passedMicros().isPresent() || other.passedMicros().isPresent();
        long apart = Math.abs(one.firstMicros() - other.firstMicros());
        boolean anew = !passed && apart > times.retryMicros();
        return new GreylistEntry(
                anew
                        ? Math.max(one.firstMicros(), other.firstMicros())
                        : Math.min(one.firstMicros(), other.firstMicros()),
                passed
                        ? OptionalLong.of(Math.max(
                                one.passedMicros().orElse(Long.MIN_VALUE),
                                other.passedMicros().orElse(Long.MIN_VALUE)))
                        : OptionalLong.empty(),
                Math.max(one.passes(), other.passes()));
    }

    /// Whether an entry says nothing any more.
    static boolean isOver(GreylistEntry entry, long nowMicros, GreylistTimes times) {
        return entry.passedMicros().isPresent()
                ? !isWhite(entry, nowMicros, times)
                : nowMicros - entry.firstMicros() > times.retryMicros();
    }
}
