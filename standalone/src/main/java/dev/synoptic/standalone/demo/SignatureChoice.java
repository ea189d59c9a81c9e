package dev.synoptic.standalone.demo;

import dev.synoptic.signature.Problem;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The signatures that handshakes are held against.
///
/// @param name     what the user knows the file by
/// @param database what it says
record SignatureChoice(String name, SignatureDatabase database) {

    private static final String SHIPPED = "p0f.fp";

    /// The file that was named, else the database that comes along; a bad one is refused with all its mistakes.
    static SignatureChoice of(Optional<Path> named) throws IOException {
        return named.isPresent() ? read(named.get()) : shipped();
    }

    private static SignatureChoice read(Path file) throws IOException {
        return parse(file.toString(), NamedFile.octets(file));
    }

    private static SignatureChoice shipped() throws IOException {
        try (InputStream file = SignatureChoice.class.getResourceAsStream("/" + SHIPPED)) {
            if (file == null) throw new FileNotFoundException("this build lacks " + SHIPPED);
            return parse(SHIPPED, file.readAllBytes());
        }
    }

    private static SignatureChoice parse(String name, byte[] octets) {
        try {
            return new SignatureChoice(name, SignatureDatabase.parse(name, octets));
        } catch (SignatureFileException refused) {
            throw new UserMistake(refused.problems().stream().map(Problem::text).toList());
        }
    }
}
