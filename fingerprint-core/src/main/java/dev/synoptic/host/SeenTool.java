package dev.synoptic.host;

import dev.synoptic.signature.Label;

/// The tool that a host was last seen to connect with: a scanner, or another program with a TCP of its own (`p0f-v3.md`
/// FP-7, TCP-10). It says nothing of the system below it and never takes its place.
///
/// @param label  name and flavor; always a tool's
/// @param micros when, microseconds since 1970, UTC
public record SeenTool(Label label, long micros) {

    public SeenTool {
        if (!label.isTool()) throw new IllegalArgumentException(label.text() + " is no tool");
    }
}
