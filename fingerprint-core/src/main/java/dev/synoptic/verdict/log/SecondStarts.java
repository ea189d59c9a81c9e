package dev.synoptic.verdict.log;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The first line of each of the last seconds: where a session that began in that second is read again from.
public final class SecondStarts {

    /// Seconds remembered; more than lines are out of order by.
    static final int SECONDS_MAX = 64;

    private final Map<Long, Place> first = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Place> eldest) {
            return size() > SECONDS_MAX;
        }
    };

    public SecondStarts() {}

    /// Notes a line of this second, and answers the first one of it.
    public Place of(long second, Place place) {
        Place known = first.putIfAbsent(second, place);
        return known == null ? place : known;
    }

    /// The first line of the last seconds, from this one on.
    public Optional<Place> since(long second) {
        return first.entrySet().stream()
                .filter(e -> e.getKey() >= second)
                .map(Map.Entry::getValue)
                .min(Comparator.comparingLong(Place::serial));
    }
}
