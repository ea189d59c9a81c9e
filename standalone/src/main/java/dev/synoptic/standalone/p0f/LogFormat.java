package dev.synoptic.standalone.p0f;

/// What is written to the log file and shown on standard output.
public enum LogFormat {
    /// p0f 3's fields (`p0f-v3.md` section 12).
    P0F,
    /// A line per handshake in the manner of p0f 2.
    V2
}
