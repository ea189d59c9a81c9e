package dev.synoptic.standalone.demo;

import dev.synoptic.signature.Problem;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The signatures that handshakes are held against.
///
/// @param file     where they stand
/// @param database what the file says
public record SignatureChoice(Path file, SignatureDatabase database) {

    private static final String SHIPPED = "p0f.fp";

    /// The file that was named, else the database that comes along; a bad one is refused with all its mistakes.
    ///
    /// @param folder where the one that comes along may be unpacked
    public static SignatureChoice of(Optional<Path> named, Path folder) throws IOException {
        Path file = named.isPresent() ? named.get() : unpack(folder);
        try {
            return new SignatureChoice(file, SignatureDatabase.parse(file.toString(), NamedFile.octets(file)));
        } catch (SignatureFileException refused) {
            throw new UserMistake(refused.problems().stream().map(Problem::text).toList());
        }
    }

    private static Path unpack(Path folder) throws IOException {
        try (InputStream packed = SignatureChoice.class.getResourceAsStream("/" + SHIPPED)) {
            if (packed == null) throw new FileNotFoundException("this build lacks " + SHIPPED);
            Path file = folder.resolve(SHIPPED);
            Files.createDirectories(folder);
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
