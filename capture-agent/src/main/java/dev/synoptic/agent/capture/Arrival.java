package dev.synoptic.agent.capture;

/// What asking a [FrameSource] for the next frame came to.
public enum Arrival {
    /// The frame is there.
    FRAME,
    /// Nothing arrived within the source's patience; ask again. Files never say so.
    NONE_YET,
    /// The source has ended and stays so.
    END
}
