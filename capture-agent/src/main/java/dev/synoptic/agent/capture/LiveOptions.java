package dev.synoptic.agent.capture;

/// How an interface is captured from.
///
/// @param snapLength  octets of each frame that are kept
/// @param ringOctets  what the kernel may keep while we are busy: on Linux, of frames kept to 512 octets or fewer,
///     each in a place of its own; of longer ones 256 blocks, used up when they are full or handed over
/// @param promiscuous whether frames for other machines are taken too
public record LiveOptions(int snapLength, int ringOctets, boolean promiscuous) {

    /// Frames as they are; 64 MiB hold half a second's of them at least.
    public static final LiveOptions WHOLE_FRAMES = new LiveOptions(65_535, 64 << 20, false);

    /// Enough for the headers of every SYN, and for no mail (`mail.md` P3).
    public static final LiveOptions HEADERS = new LiveOptions(128, 32 << 20, false);

    public LiveOptions {
        if (snapLength < 96 || snapLength > 262_144) {
            throw new IllegalArgumentException("snap length " + snapLength + ", expected 96 to 262144");
        }
        if (ringOctets < 1 << 20) throw new IllegalArgumentException("ring of " + ringOctets + " octets");
    }

    /// The same, promiscuous or not.
    public LiveOptions promiscuous(boolean asked) {
        return new LiveOptions(snapLength, ringOctets, asked);
    }
}
