package dev.synoptic.standalone.config;

/// What an amavis listener may be told.
public record AmavisSection(
        @Setting(value = "in whose words: of p0f 3 or of p0f 2", byDefault = "v3")
        Wording wording) {

    /// Whose words SpamAssassin's rules were written for.
    public enum Wording {
        V3,
        V2
    }
}
