package dev.synoptic.http;

/// Which way a message goes.
public enum HttpDirection {
    /// Client to server, held against `[http:request]`.
    REQUEST,
    /// Server to client, held against `[http:response]`.
    RESPONSE
}
