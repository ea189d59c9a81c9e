package dev.synoptic.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of some octets, computed when it is first asked for: who only reads one capture never asks.
final class OctetDigest {

    private final byte[] octets;
    private volatile String text = "";

    OctetDigest(byte[] octets) {
        this.octets = octets.clone();
    }

    /// In hexadecimal.
    String text() {
        if (text.isEmpty()) text = compute();
        return text;
    }

    private String compute() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Of the same octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof OctetDigest digest && Arrays.equals(octets, digest.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return text();
    }
}
