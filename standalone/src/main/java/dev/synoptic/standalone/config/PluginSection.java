package dev.synoptic.standalone.config;

import java.util.List;

/// What a plugin listener may be told. By default every host passes: a system alone is no ground to refuse mail.
/// Refusals are watched and gated as those of policy rules are.
public record PluginSection(
        @Setting("systems that are refused at RCPT, each `name` or `name flavor` as the answers have them")
        List<String> enforce,

        @Setting("systems that are disconnected, each `name` or `name flavor`")
        List<String> drop,

        @Setting(
                value = "that an operating system alone is no ground to refuse mail, and that these are refused all the"
                        + " same",
                byDefault = "false")
        boolean iUnderstand,

        @Setting(value = "raised to begin anew, in the shadow, after a suspension", byDefault = "0")
        int revision) {

    /// `mail.md` K1: never without the operator's own word.
    public PluginSection {
        if (!iUnderstand && !(enforce.isEmpty() && drop.isEmpty())) {
            throw new IllegalArgumentException(
                    "enforce and drop refuse mail for its system alone, expected i-understand: true beside them");
        }
    }
}
