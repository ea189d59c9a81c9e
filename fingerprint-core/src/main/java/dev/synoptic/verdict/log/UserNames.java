package dev.synoptic.verdict.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// What is kept of the name someone logged in with (P2).
public sealed interface UserNames {

    /// What is kept of this one.
    Optional<String> kept(String name);

    /// Nothing.
    record LeftOut() implements UserNames {
        @Override
        public Optional<String> kept(String name) {
            return Optional.empty();
        }
    }

    /// The first 16 octets of HMAC-SHA-256 under this key, in hex: equal names stay equal until the key
    /// changes.
    record Keyed(SecretKey key) implements UserNames {
        @Override
        public Optional<String> kept(String name) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                byte[] sum = mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                return Optional.of(HexFormat.of().formatHex(sum, 0, 16));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC-SHA-256 is missing or refuses the key", e);
            }
        }
    }

    /// The name itself, lower-cased (A2).
    record InClear() implements UserNames {
        @Override
        public Optional<String> kept(String name) {
            return Optional.of(name.toLowerCase(Locale.ROOT));
        }
    }
}
