package dev.synoptic.verdict.join;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// All verdicts of one session: they share one SYN (J4).
///
/// @param id       names it
/// @param verdicts by event id
record Session(String id, List<Verdict> verdicts) {

    /// Oldest first; the id decides between sessions of one moment, so that order of arrival does not.
    static final Comparator<Session> IN_ORDER =
            Comparator.comparingLong(Session::openMicros).thenComparing(Session::id);

    Session {
        verdicts =
                verdicts.stream().sorted(Comparator.comparing(Verdict::eventId)).toList();
    }

    private Verdict any() {
        return verdicts.getFirst();
    }

    /// The start as logged, the earliest moment it can stand for.
    long openMicros() {
        return any().openMicros();
    }

    /// The latest moment that the logged start can stand for: a log that tells seconds has cut off the rest
    /// (J7).
    long openLatestMicros() {
        return openMicros()
                + switch (any().precision()) {
                    case SECONDS -> 999_999;
                    case MILLISECONDS -> 999;
                    case MICROSECONDS -> 0;
                };
    }

    /// The end, where any of its verdicts tells it.
    OptionalLong closeMicros() {
        return verdicts.stream()
                .map(Verdict::closeMicros)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    /// How exactly the log told it.
    Verdict.Precision precision() {
        return any().precision();
    }

    OptionalInt port() {
        return any().clientPort();
    }

    String site() {
        return any().site();
    }

    String host() {
        return any().server();
    }

    IpAddress client() {
        return any().client();
    }

    String service() {
        return any().service();
    }

    Verdict.Via via() {
        return any().via();
    }
}
