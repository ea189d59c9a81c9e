package dev.synoptic.verdict.score;

import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Of each event the last revision, once, out of any number of them in two readings: the first one notes which events
/// were revised, the second takes what counts. Memory does not grow with the events. One thread.
public final class LastRevisions {

    /// Revised events that are remembered; of those beyond it what was told first counts. Some 60 MB.
    public static final int REVISED_MAX = 500_000;

    /// Records among which repeats are looked for; in more of them none is, for too many would be taken for one.
    public static final long RECORDS_MAX = 64L << 20;

    /// Bits for each record of what recognises an event told twice (a Bloom filter, 128 MiB at most): of a thousand
    /// events not one is taken for a repeat.
    private static final int BITS_PER_RECORD = 16;

    private static final int BITS_EXPONENT_MIN = 16;
    private static final int PROBES = 7;

    private final int revisedMax;
    private final Map<Event, Revision> revised = new HashMap<>();
    private final int bitsExponent;
    private final BitSet seen;
    private final boolean looksForRepeats;
    private long notRemembered;
    private long repeated;

    /// An event by the 16 octets of its id.
    private record Event(long high, long low) {

        private static final int DIGITS = 16;

        static Event of(JoinedVerdict joined) {
            String id = joined.verdict().eventId();
            return new Event(
                    Long.parseUnsignedLong(id, 0, DIGITS, 16), Long.parseUnsignedLong(id, DIGITS, 2 * DIGITS, 16));
        }
    }

    private record Revision(int verdict, int join) {

        private static final Revision FIRST = new Revision(0, 0);

        static Revision of(JoinedVerdict joined) {
            return new Revision(joined.verdict().revision(), joined.revision());
        }

        Revision last(Revision other) {
            boolean later = verdict != other.verdict ? verdict > other.verdict : join > other.join;
            return later ? this : other;
        }
    }

    /// @param records at most, in each reading
    public LastRevisions(long records) {
        this(records, REVISED_MAX);
    }

    LastRevisions(long records, int revisedMax) {
        this.revisedMax = revisedMax;
        this.looksForRepeats = records <= RECORDS_MAX;
        long bits = looksForRepeats ? Math.max(1, records * BITS_PER_RECORD) : 1;
        this.bitsExponent = Math.max(BITS_EXPONENT_MIN, Long.SIZE - Long.numberOfLeadingZeros(bits - 1));
        this.seen = new BitSet(1 << bitsExponent);
    }

    /// First reading: each one in any order.
    public void note(JoinedVerdict joined) {
        Revision revision = Revision.of(joined);
        if (revision.equals(Revision.FIRST)) return;
        Event event = Event.of(joined);
        if (revised.size() < revisedMax || revised.containsKey(event)) revised.merge(event, revision, Revision::last);
        else notRemembered++;
    }

    /// Begins a second reading, or another one after it.
    public void readAgain() {
        seen.clear();
        repeated = 0;
    }

    /// Second reading: whether this is the one that counts; true once for an event.
    public boolean counts(JoinedVerdict joined) {
        Event event = Event.of(joined);
        Revision last = revised.getOrDefault(event, Revision.FIRST);
        if (!last.equals(Revision.of(joined))) return false;
        if (!looksForRepeats || isNew(event)) return true;
        repeated++;
        return false;
    }

    /// The id is a digest: its bits are as good as any hash of it.
    private boolean isNew(Event event) {
        boolean fresh = false;
        for (int i = 0; i < PROBES; i++) {
            int bit = (int) ((event.high() + i * (event.low() | 1)) >>> (Long.SIZE - bitsExponent));
            fresh |= !seen.get(bit);
            seen.set(bit);
        }
        return fresh;
    }

    /// Whether an event that is told twice in the same revision counts once; not beyond [#RECORDS_MAX].
    public boolean looksForRepeats() {
        return looksForRepeats;
    }

    /// Revisions of events beyond [#REVISED_MAX]: for these what was told first counts.
    public long notRemembered() {
        return notRemembered;
    }

    /// What was told again in the revision that counts, and was left out.
    public long repeated() {
        return repeated;
    }
}
