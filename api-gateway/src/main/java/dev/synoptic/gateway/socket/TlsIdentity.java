package dev.synoptic.gateway.socket;

import java.nio.file.Path;

/// What a TLS listener proves itself by, and whom it lets in: PEM files, read when it opens.
///
/// @param certificate its own, then those above it
/// @param key         its private key, PKCS #8
/// @param clientCa    authorities that certify clients; who has no certificate of theirs is not let in
public record TlsIdentity(Path certificate, Path key, Path clientCa) {}
