package dev.synoptic.agent.capture;

/// What became of the frames of an interface since it was opened; each 0 where the system does not tell.
///
/// @param received          passed the filter
/// @param dropped           of them, lost because nobody took them in time
/// @param droppedByInterface lost by the interface itself
public record LiveCounters(long received, long dropped, long droppedByInterface) {

    /// Both together.
    public LiveCounters plus(LiveCounters more) {
        return new LiveCounters(
                received + more.received, dropped + more.dropped, droppedByInterface + more.droppedByInterface);
    }
}
