package dev.synoptic.tcp;

/// Which of the two segments that open a connection was seen (`p0f-v3.md` section 1).
public enum HandshakeStep {
    /// SYN without ACK, FIN, RST: sent by the client, held against `[tcp:request]`.
    SYN,
    /// SYN with ACK, without FIN, RST: sent by the server, held against `[tcp:response]`.
    SYN_ACK
}
