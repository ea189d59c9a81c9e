package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.socket.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keys and certificates of a test, made by the JDK's own tool: everyone certifies himself.
///
/// @param folder where `NAME.pem` and `NAME.key` go
public record TlsFiles(Path folder) {

    private static final String PASSWORD = "secret";

    public void make(String... names) throws IOException, InterruptedException, GeneralSecurityException {
        for (String name : names) {
            run(
                    "-genkeypair",
                    "-alias",
                    "own",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store(name).toString(),
                    "-storepass",
                    PASSWORD,
                    "-validity",
                    "30");
            KeyStore store = KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray());
            write(name + ".pem", "CERTIFICATE", certificate(name).getEncoded());
            byte[] key = store.getKey("own", PASSWORD.toCharArray()).getEncoded();
            Files.setPosixFilePermissions(
                    write(name + ".key", "PRIVATE KEY", key), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path write(String file, String kind, byte[] octets) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private Certificate certificate(String name) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray())
                .getCertificate("own");
    }

    TlsIdentity identity(String own, String trusted) {
        return new TlsIdentity(
                folder.resolve(own + ".pem"), folder.resolve(own + ".key"), folder.resolve(trusted + ".pem"));
    }

    Socket socketOf(String name, String server, InetSocketAddress address)
            throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        return socket(keys.getKeyManagers(), server, address);
    }

    public Socket socketOfNobody(String server, InetSocketAddress address)
            throws IOException, GeneralSecurityException {
        return socket(new KeyManager[0], server, address);
    }

    private Socket socket(KeyManager[] keys, String server, InetSocketAddress address)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate(server));
        var authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        authorities.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, authorities.getTrustManagers(), null);
        return context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    }
}
