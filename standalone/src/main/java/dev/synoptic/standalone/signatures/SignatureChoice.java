package dev.synoptic.standalone.signatures;

import dev.synoptic.match.Explainer;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The signatures that handshakes are held against: those that come along, with a user's own laid over them.
///
/// The version that fingerprints carry is the digest of all of them together, so that a change of any file shows.
///
/// @param file     where they stand, as one file
/// @param database what it says
public record SignatureChoice(Path file, SignatureDatabase database) {

    private static final String WHOLE = "signatures.fp";

    /// The files that were named over the one that comes along, the first on top; of a folder, its `*.fp` by name. A
    /// bad one is refused with all its mistakes.
    ///
    /// @param withoutShipped leaves out the one that comes along, where others are named
    /// @param folder         where the whole is put, for the services to read
    public static SignatureChoice of(List<Path> named, boolean withoutShipped, Path folder) throws IOException {
        if (withoutShipped && named.isEmpty())
            throw new UserMistake("no signatures: none are named, and those that come along are left out");
        boolean alone = withoutShipped && named.size() == 1 && Files.isRegularFile(named.getFirst());
        if (alone) return read(named.getFirst(), SignatureFiles.octets(named.getFirst()));
        if (named.isEmpty()) return put(folder.resolve(SignatureFiles.ALONG), SignatureFiles.shipped());
        String text = SignatureFiles.layered(named, withoutShipped).text();
        return put(folder.resolve(WHOLE), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static SignatureChoice put(Path file, byte[] octets) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, octets);
        return read(file, octets);
    }

    private static SignatureChoice read(Path file, byte[] octets) {
        try {
            return new SignatureChoice(file, SignatureDatabase.parse(file.toString(), octets));
        } catch (SignatureFileException refused) {
            throw SignatureFiles.mistake(refused);
        }
    }

    /// Says why hosts are called what they are called.
    public Explainer explainer(Fidelity fidelity) {
        return Explainer.of(String.valueOf(file.getFileName()), database, fidelity);
    }
}
