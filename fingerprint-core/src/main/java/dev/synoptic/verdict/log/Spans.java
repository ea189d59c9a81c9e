package dev.synoptic.verdict.log;

import java.util.ArrayDeque;

/// Where sessions that are over stand in the log, so that a resume point never cuts one in two (V31).
///
/// Reading on from the middle of a session that was told already would tell it again in another way. A resume
/// point therefore goes back to the start of every session of which a line stands behind it.
public final class Spans {

    /// Sessions remembered. One more, and the oldest may be told twice after a restart, with other words but
    /// the same id.
    static final int SPANS_MAX = 50_000;

    private final ArrayDeque<Span> over = new ArrayDeque<>();

    private record Span(Place from, long lastSerial) {}

    public Spans() {}

    /// A session is over.
    ///
    /// @param from       its first line that is needed to read it again
    /// @param lastSerial the serial of its last line
    public void ended(Place from, long lastSerial) {
        if (over.size() == SPANS_MAX) over.removeFirst();
        over.addLast(new Span(from, lastSerial));
    }

    /// The latest place, not behind this one, that lies within no session.
    public Place before(Place wanted) {
        Place place = wanted;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Span span : over) {
                if (span.from().serial() < place.serial() && span.lastSerial() >= place.serial()) {
                    place = span.from();
                    moved = true;
                }
            }
        }
        long kept = place.serial();
        over.removeIf(span -> span.lastSerial() < kept);
        return place;
    }
}
