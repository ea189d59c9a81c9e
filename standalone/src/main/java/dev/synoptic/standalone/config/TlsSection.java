package dev.synoptic.standalone.config;

import java.nio.file.Path;

/// TLS of one listener. Who has no certificate of the given authority is not let in.
public record TlsSection(
        @Setting("PEM file: the listener's certificate, then those above it")
        Path certificate,

        @Setting("PEM file: its private key, PKCS #8, readable by its owner alone")
        Path key,

        @Setting("PEM file: certificates of the authorities that certify clients")
        Path clientCa) {}
