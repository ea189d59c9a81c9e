package dev.synoptic.verdict.ratio;

/// What every report says of itself (S6).
public final class Caveat {

    /// In words, for people.
    public static final String TEXT = "The label is a label: it says what a system looks like on the wire. The verdicts"
            + " inherit the errors of the filter that made them, and the share of a system among what a block list"
            + " rejects is no share of spam.";

    private Caveat() {}
}
