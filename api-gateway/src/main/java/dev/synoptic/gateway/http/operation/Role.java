package dev.synoptic.gateway.http.operation;

/// What somebody may do (`mail.md` P4).
public enum Role {
    /// See tables, sites and health: nothing about any one host.
    READ,
    /// See addresses and what is known of them; every such request is logged.
    PII,
    /// Tell verdicts of the sites that the token names.
    POST
}
