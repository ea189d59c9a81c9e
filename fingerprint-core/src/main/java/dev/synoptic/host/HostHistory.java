package dev.synoptic.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The days on which a host was seen.
///
/// Adding and joining do not mind the order in which things are told, so sites that are not read in step come to the
/// same history.
///
/// @param days the earliest first, each day once, at most [#DAYS_MAX]
public record HostHistory(List<HostDay> days) {

    /// Days remembered at most, whatever the privacy setting says; the earliest go first.
    public static final int DAYS_MAX = 400;

    /// No day.
    public static final HostHistory NONE = new HostHistory(List.of());

    public HostHistory {
        if (days.size() > DAYS_MAX) throw new IllegalArgumentException(days.size() + " days");
        days = List.copyOf(days);
    }

    /// Whether there is no day in it.
    public boolean isEmpty() {
        return days.isEmpty();
    }

    /// With one more day, or more of a day that is there.
    HostHistory with(HostDay seen) {
        var all = new ArrayList<>(days);
        int at = all.size() - 1;
        while (at >= 0 && all.get(at).day() > seen.day()) at--;
        if (at >= 0 && all.get(at).day() == seen.day()) all.set(at, all.get(at).with(seen));
        else all.add(at + 1, seen);
        return new HostHistory(all.size() > DAYS_MAX ? all.subList(1, all.size()) : all);
    }

    /// What both tell, which share no handshake.
    public HostHistory with(HostHistory other) {
        var all = this;
        for (var day : other.days) all = all.with(day);
        return all;
    }

    /// Without the days before this one.
    public HostHistory since(int firstDay) {
        if (days.isEmpty() || days.getFirst().day() >= firstDay) return this;
        return new HostHistory(
                days.stream().filter(day -> day.day() >= firstDay).toList());
    }

    /// The last day in it, where there is one.
    public Optional<HostDay> last() {
        return days.stream().max(Comparator.comparingInt(HostDay::day));
    }
}
