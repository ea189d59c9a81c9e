package dev.synoptic.gateway.join;

import dev.synoptic.flow.SourceLosses;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.verdict.ratio.Missing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// How far one source has been read, and what was lost until then.
///
/// @param micros   nothing older will follow, microseconds since 1970, UTC; [Long#MAX_VALUE] at the end
/// @param ended    whether the source has ended
/// @param instance of the agent that told it
/// @param losses   what that instance had lost by then
record SourceMark(long micros, boolean ended, String instance, SourceLosses losses) {

    static SourceMark of(SourceProgress progress) {
        boolean ended = progress.progress().ended();
        long micros = ended ? Long.MAX_VALUE : progress.progress().watermarkMicros();
        var losses = micros == Long.MIN_VALUE
                ? SourceLosses.NONE
                : progress.progress().losses();
        return new SourceMark(micros, ended, progress.origin().instance(), losses);
    }

    /// Whether it tells a time: the first progress of an instance only says that there is this source.
    boolean isDated() {
        return micros != Long.MIN_VALUE;
    }

    /// Whether the agent has begun anew since `before`, and read something.
    boolean isOtherInstance(SourceMark before) {
        return isDated() && !before.isOf(instance);
    }

    boolean isOf(String otherInstance) {
        return instance.equals(otherInstance);
    }

    /// This one, but never less far than `before` was.
    SourceMark after(SourceMark before) {
        return new SourceMark(Math.max(micros, before.micros), ended || before.ended, instance, losses);
    }

    /// What the source itself has lost since `before` of the same instance.
    Missing ownSince(SourceLosses before) {
        return new Missing(
                Math.max(0, losses.linesNotUnderstood() - before.linesNotUnderstood()),
                0,
                0,
                Math.max(0, losses.logGaps() - before.logGaps()),
                0);
    }

    byte[] octets() {
        byte[] utf8 = instance.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 1 + 4 * Long.BYTES + utf8.length)
                .putLong(micros)
                .put((byte) (ended ? 1 : 0))
                .putLong(losses.linesNotUnderstood())
                .putLong(losses.logGaps())
                .putLong(losses.framesLost())
                .putLong(losses.recordsLost())
                .put(utf8)
                .array();
    }

    /// Those of the first version end behind the flag.
    static SourceMark read(byte[] octets) {
        var buffer = ByteBuffer.wrap(octets);
        long micros = buffer.getLong();
        boolean ended = buffer.get() == 1;
        if (!buffer.hasRemaining()) return new SourceMark(micros, ended, "", SourceLosses.NONE);
        var losses = new SourceLosses(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
        byte[] utf8 = new byte[buffer.remaining()];
        buffer.get(utf8);
        return new SourceMark(micros, ended, new String(utf8, StandardCharsets.UTF_8), losses);
    }
}
