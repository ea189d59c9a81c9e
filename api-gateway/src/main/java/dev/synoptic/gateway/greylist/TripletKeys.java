package dev.synoptic.gateway.greylist;

import dev.synoptic.packet.IpAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Names for triplets and networks that tell nobody who they are: hashes (`mail.md` f.2, P2).
///
/// A client stands for its /24, or /64 of IPv6.
final class TripletKeys {

    private static final int OCTETS = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private TripletKeys() {}

    static String triplet(IpAddress client, String sender, String recipient) {
        return "t" + hash(network(client) + "\n" + sender + "\n" + recipient);
    }

    static String ofNetwork(IpAddress client) {
        return "n" + hash(network(client));
    }

    private static String network(IpAddress client) {
        return client.version() == 4
                ? "4 " + Long.toHexString((client.low() & 0xFFFF_FFFFL) >>> 8)
                : "6 " + Long.toHexString(client.high());
    }

    private static String hash(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            byte[] part = new byte[OCTETS];
            System.arraycopy(whole, 0, part, 0, OCTETS);
            return TEXT.encodeToString(part);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
