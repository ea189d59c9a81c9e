package dev.synoptic.verdict.release;

import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Addresses under names that keep their prefixes and nothing else (Crypto-PAn by Xu, Fan, Ammar and Moon;
/// `mail.md` P5): two addresses that share their first n bits, and no more, still do so. Bit i of the name is bit i of
/// the address XOR the first bit of AES over the first i bits followed by a pad.
///
/// Whoever knows the key can turn names back, and whoever can make mail arrive can find some out. One thread.
public final class CryptoPan {

    /// Octets of a key: half for AES-128, half for the pad.
    public static final int KEY_OCTETS = 32;

    private static final int BLOCK_OCTETS = 16;

    private final Cipher aes;
    private final byte[] pad;
    private final byte[] block = new byte[BLOCK_OCTETS];
    private final byte[] mixed = new byte[BLOCK_OCTETS];

    /// @param key [#KEY_OCTETS] octets
    public CryptoPan(byte[] key) {
        if (key.length != KEY_OCTETS) {
            throw new IllegalArgumentException("a key of " + key.length + " octets, expected " + KEY_OCTETS);
        }
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK_OCTETS, "AES"));
            pad = aes.doFinal(key, BLOCK_OCTETS, BLOCK_OCTETS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES", impossible);
        }
    }

    /// The name of this address: 32 rounds for IPv4, 128 for IPv6.
    public IpAddress of(IpAddress address) {
        boolean isV4 = address.version() == 4;
        byte[] octets = isV4
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
        ByteBuffer name = ByteBuffer.wrap(named(octets));
        return isV4 ? IpAddress.v4(name.getInt()) : IpAddress.v6(name.getLong(), name.getLong());
    }

    private byte[] named(byte[] address) {
        System.arraycopy(pad, 0, block, 0, BLOCK_OCTETS);
        byte[] name = Arrays.copyOf(address, address.length);
        for (int i = 0; i < address.length * 8; i++) {
            int mask = 0x80 >>> (i % 8);
            if (isFlipped()) name[i / 8] = (byte) (name[i / 8] ^ mask);
            block[i / 8] = (byte) (block[i / 8] & ~mask | address[i / 8] & mask);
        }
        return name;
    }

    private boolean isFlipped() {
        try {
            aes.doFinal(block, 0, BLOCK_OCTETS, mixed, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a block has the length of a block", impossible);
        }
        return mixed[0] < 0;
    }
}
