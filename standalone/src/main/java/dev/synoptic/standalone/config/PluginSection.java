package dev.synoptic.standalone.config;

import java.util.List;

/// What a plugin listener may be told. By default every host passes: a system alone is no ground to refuse mail.
public record PluginSection(
        @Setting("systems that are refused at RCPT, each `name` or `name flavor` as the answers have them")
        List<String> enforce,

        @Setting("systems that are disconnected, each `name` or `name flavor`")
        List<String> drop) {}
