package dev.synoptic.agent.pairing;

import java.util.function.BooleanSupplier;

/// So many SYNs a second, saved up for a second at most, and none while the way is crowded. One thread.
public final class SynBudget implements SynGate {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long perSecond;
    private final BooleanSupplier crowded;

    /// In millionths of a SYN.
    private long saved;

    private long lastMicros = Long.MIN_VALUE;

    /// @param perSecond SYNs told at once in a second
    /// @param crowded   whether what was told is piling up
    public SynBudget(long perSecond, BooleanSupplier crowded) {
        if (perSecond < 1) throw new IllegalArgumentException(perSecond + " SYNs a second");
        this.perSecond = perSecond;
        this.crowded = crowded;
        this.saved = perSecond * MICROS_PER_SECOND;
    }

    @Override
    public boolean admits(long micros) {
        earn(micros);
        if (saved < MICROS_PER_SECOND || crowded.getAsBoolean()) return false;
        saved -= MICROS_PER_SECOND;
        return true;
    }

    /// A clock that was set back earns nothing until it has caught up, and loses nothing either.
    private void earn(long micros) {
        long since = lastMicros == Long.MIN_VALUE ? 0 : Math.min(micros - lastMicros, MICROS_PER_SECOND);
        lastMicros = micros;
        if (since > 0) saved = Math.min(saved + since * perSecond, perSecond * MICROS_PER_SECOND);
    }
}
