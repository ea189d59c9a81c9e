package dev.synoptic.standalone.p0f;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where signatures come from: the file that was named, else p0f's own, else the one that comes along with Synoptic.
final class SignatureSource {

    private static final Path OF_P0F = Path.of("/etc/p0f/p0f.fp");
    private static final String ALONG = "/p0f.fp";

    private SignatureSource() {}

    /// Signatures and the name of where they were found.
    record Found(SignatureDatabase signatures, String name) {}

    static Found load(Optional<Path> named, Fidelity fidelity) throws P0fRefusedException {
        String name = named.map(Path::toString)
                .orElseGet(() -> Files.isReadable(OF_P0F) ? OF_P0F.toString() : "the signatures of Synoptic");
        try {
            byte[] octets = octets(named);
            var signatures = fidelity == Fidelity.STRICT
                    ? SignatureDatabase.parse(name, octets)
                    : SignatureDatabase.parseForFleet(name, octets);
            return new Found(signatures, name);
        } catch (IOException unreadable) {
            throw new P0fRefusedException(
                    Refusal.SIGNATURES, "cannot read " + name + ": " + Reason.of(unreadable), unreadable);
        } catch (SignatureFileException mistakes) {
            throw new P0fRefusedException(Refusal.SIGNATURES, String.valueOf(mistakes.getMessage()), mistakes);
        }
    }

    private static byte[] octets(Optional<Path> named) throws IOException {
        if (named.isPresent()) return Files.readAllBytes(named.get());
        if (Files.isReadable(OF_P0F)) return Files.readAllBytes(OF_P0F);
        try (InputStream along = SignatureSource.class.getResourceAsStream(ALONG)) {
            if (along == null) throw new IOException("they are missing from this build");
            return along.readAllBytes();
        }
    }
}
