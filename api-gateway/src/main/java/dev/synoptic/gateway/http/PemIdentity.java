package dev.synoptic.gateway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// A certificate and its key, read from PEM files as mail servers use them (RFC 7468).
final class PemIdentity {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final Set<PosixFilePermission> ALL =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private PemIdentity() {}

    /// A store that holds both, in memory alone.
    ///
    /// @param password of the entry, chosen by the caller for as long as the process lives
    static KeyStore load(HttpSettings.TlsFiles files, char[] password) throws IOException {
        try {
            Certificate[] chain = chain(files.certificate());
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("gateway", key(files.key()), password, chain);
            return store;
        } catch (GeneralSecurityException wrong) {
            throw new IOException(files.certificate() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        Certificate[] chain = factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                .toArray(Certificate[]::new);
        if (chain.length == 0) throw new IOException(file + ": found no certificate, expected one in PEM");
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        if (Files.getPosixFilePermissions(file).stream().anyMatch(ALL::contains)) {
            throw new IOException(file + ": others can read this key, expected rw-r----- or less");
        }
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) throw new IOException(file + ": found no \"" + BEGIN + "\", expected PKCS #8");
        byte[] octets = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
            } catch (InvalidKeySpecException _) {
                // a key of another algorithm; the next one is tried
            }
        }
        throw new IOException(file + ": expected a key of " + String.join(", ", ALGORITHMS));
    }
}
