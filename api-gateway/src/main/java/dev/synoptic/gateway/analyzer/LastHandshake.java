package dev.synoptic.gateway.analyzer;

import java.util.OptionalInt;

/// What a host's latest handshake looked like.
///
/// @param signature in the shape of a signature
/// @param mtu       octets of the largest packet of its way; empty where it did not say
public record LastHandshake(String signature, OptionalInt mtu) {}
