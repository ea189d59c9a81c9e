package dev.synoptic.gateway.join;

import dev.synoptic.schemas.SourceProgress;

/// One capture or one mail log that the join waits for.
///
/// @param agent  the agent that reads it
/// @param source as that agent names it in its progress
/// @param site   the site it watches
public record EnrolledSource(String agent, String source, String site) {

    static EnrolledSource of(SourceProgress progress) {
        return new EnrolledSource(
                progress.origin().agent(),
                progress.progress().source(),
                progress.origin().site());
    }
}
