package dev.synoptic.verdict.score;

import java.util.ArrayList;
import java.util.List;

/// Which networks are learnt from, so that memory stays the same however many there are: all of them, until what is
/// kept of them is too much; then the same half of them in every part of the evidence, then a quarter, and so on. A
/// network is one voice (`mail.md` S4), so a part of the networks taken at random shows the same shares with wider
/// intervals. One thread.
public final class NetworkSample {

    /// Votes of one network, day and label that are kept, over all the evidence that shares the sample: some 150 MB.
    public static final int VOTES_MAX = 1_000_000;

    private static final int HALVINGS_MAX = 62;

    private final int votesMax;
    private final List<Evidence> evidence = new ArrayList<>();
    private int halvings;
    private long votes;

    public NetworkSample() {
        this(VOTES_MAX);
    }

    /// @param votesMax in place of [#VOTES_MAX]
    public NetworkSample(int votesMax) {
        this.votesMax = votesMax;
    }

    void enroll(Evidence sharing) {
        evidence.add(sharing);
    }

    /// Whether this network is learnt from.
    boolean holds(SenderNetwork network) {
        return (spread(network.prefix() * 2 + (network.version() == 4 ? 0 : 1)) & (oneIn() - 1)) == 0;
    }

    /// A vote of a new network, day or label is kept.
    void kept() {
        votes++;
        while (votes > votesMax && halvings < HALVINGS_MAX) {
            halvings++;
            votes -= evidence.stream().mapToLong(Evidence::thin).sum();
        }
    }

    /// One network in so many is learnt from; 1 where all are.
    public long oneIn() {
        return 1L << halvings;
    }

    /// Votes that are kept.
    public long votes() {
        return votes;
    }

    /// The finalizer of SplitMix64 by Sebastiano Vigna (public domain): another one than [HeldBack] goes by, so that
    /// neither share depends on the other.
    private static long spread(long prefix) {
        long z = prefix + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
