package dev.synoptic.standalone.export;

import dev.synoptic.standalone.shell.UserMistake;

/// Which verdicts are exported, by their moment.
///
/// @param fromMicros microseconds since 1970, UTC; [Long#MIN_VALUE] for all before
/// @param toMicros   not included; [Long#MAX_VALUE] for all after
record Period(long fromMicros, long toMicros) {

    Period {
        if (fromMicros >= toMicros) throw new UserMistake("--from is not before --to");
    }

    boolean holds(long micros) {
        return micros >= fromMicros && micros < toMicros;
    }
}
