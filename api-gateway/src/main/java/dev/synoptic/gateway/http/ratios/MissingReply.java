package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.verdict.ratio.Missing;

/// What counts cannot know of, as agents told it.
@Meaning("What the counts cannot know of, as agents told it.")
public record MissingReply(
        @Meaning("Lines of mail logs of no known form.") long linesNotUnderstood,

        @Meaning("Frames lost by kernels and interfaces.") long framesLost,

        @Meaning("Records lost by queues and spools, or with a process that was killed.")
        long recordsLost,

        @Meaning("Times that a log lost lines, or that a capture stood still and began anew.")
        long gaps,

        @Meaning("Seconds that captures stood still in all, at most.")
        double gapSeconds,

        @Meaning(value = "The same in words.", example = "Missing: 3 lines of logs not understood.")
        String inWords) {

    /// The same as answers have it.
    public static MissingReply of(Missing missing) {
        return new MissingReply(
                missing.linesNotUnderstood(),
                missing.framesLost(),
                missing.recordsLost(),
                missing.gaps(),
                missing.gapMicros() / 1e6,
                missing.text());
    }
}
