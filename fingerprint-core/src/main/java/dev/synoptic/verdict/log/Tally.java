package dev.synoptic.verdict.log;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts what an extractor reads; every line ends in exactly one of its kinds.
public final class Tally {

    /// The row for shapes that no longer have one of their own.
    public static final String MORE_SHAPES = "(more shapes)";

    private static final long CLOCK_SET_BACK_MICROS = 3_600_000_000L;

    private final int shapesMax;
    private final SortedMap<String, Long> shapes = new TreeMap<>();
    private final SortedMap<String, Long> otherReasons = new TreeMap<>();
    private final long[] counts = new long[Kind.values().length];
    private long latestMicros = Long.MIN_VALUE;

    /// What is counted.
    public enum Kind {
        LINES,
        MALFORMED,
        FOREIGN,
        UNKNOWN,
        ORPHANS,
        LOCAL,
        VERDICTS,
        CORRECTIONS,
        EVICTED,
        GAPS,
        DELIVERIES_LEFT_OUT,
        DELIVERIES_FORGOTTEN
    }

    public Tally(OpenLimits limits) {
        this.shapesMax = limits.shapes();
    }

    public void count(Kind kind) {
        counts[kind.ordinal()]++;
    }

    /// A line of the server's own that has no known form.
    public void unknown(String program, String text) {
        count(Kind.UNKNOWN);
        add(shapes, program + ": " + Shape.of(text));
    }

    /// A refusal that no class of reasons fits (a.9).
    public void otherReason(String server, String text) {
        add(otherReasons, server + ": " + Shape.of(text));
    }

    /// Notes a line's time. Lines may be a little late; one that is later than that means that the log's clock
    /// was set back.
    public void time(long micros) {
        if (latestMicros != Long.MIN_VALUE && micros < latestMicros - CLOCK_SET_BACK_MICROS) {
            count(Kind.GAPS);
            latestMicros = micros;
        }
        latestMicros = Math.max(latestMicros, micros);
    }

    public long latestMicros() {
        return latestMicros;
    }

    private void add(Map<String, Long> table, String shape) {
        table.merge(table.size() < shapesMax || table.containsKey(shape) ? shape : MORE_SHAPES, 1L, Long::sum);
    }

    private long get(Kind kind) {
        return counts[kind.ordinal()];
    }

    public ExtractionReport report() {
        return new ExtractionReport(
                get(Kind.LINES),
                get(Kind.MALFORMED),
                get(Kind.FOREIGN),
                get(Kind.UNKNOWN),
                get(Kind.ORPHANS),
                get(Kind.LOCAL),
                get(Kind.VERDICTS),
                get(Kind.CORRECTIONS),
                get(Kind.EVICTED),
                get(Kind.GAPS),
                get(Kind.DELIVERIES_LEFT_OUT),
                get(Kind.DELIVERIES_FORGOTTEN),
                latestMicros,
                new TreeMap<>(shapes),
                new TreeMap<>(otherReasons));
    }
}
