package dev.synoptic.standalone.signatures;

import dev.synoptic.signature.Problem;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.signature.SignatureLayers;
import dev.synoptic.signature.SignatureLayers.Layer;
import dev.synoptic.signature.SignatureLayers.Layered;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Signature files that a user named, and the one that comes along.
public final class SignatureFiles {

    /// The name of the one that comes along.
    static final String ALONG = "p0f.fp";

    private SignatureFiles() {}

    /// The files laid over the one that comes along, the first named on top; of a folder, its `*.fp` by name.
    static Layered layered(List<Path> named, boolean withoutShipped) throws IOException {
        var layers = new ArrayList<Layer>();
        for (Path path : named) {
            for (Path file : files(path)) layers.add(new Layer(file.toString(), text(octets(file))));
        }
        if (!withoutShipped) layers.add(new Layer(ALONG, text(shipped())));
        try {
            return SignatureLayers.of(layers);
        } catch (SignatureFileException refused) {
            throw mistake(refused);
        }
    }

    /// One file by itself.
    static SignatureDatabase parse(Path file) throws IOException {
        try {
            return SignatureDatabase.parseForFleet(file.toString(), octets(file));
        } catch (SignatureFileException refused) {
            throw mistake(refused);
        }
    }

    public static UserMistake mistake(SignatureFileException refused) {
        return new UserMistake(refused.problems().stream().map(Problem::text).toList());
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) return List.of(path);
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> file.toString().endsWith(".fp")).sorted().toList();
        }
    }

    static byte[] octets(Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw new UserMistake(file + ": no such file");
        if (!Files.isReadable(file)) throw new UserMistake(file + ": may not be read by this user");
        return Files.readAllBytes(file);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /// The one that comes along.
    /// The one that comes along.
    public static byte[] shipped() throws IOException {
        try (InputStream along = SignatureFiles.class.getResourceAsStream("/" + ALONG)) {
            if (along == null) throw new IOException("this build lacks " + ALONG);
            return along.readAllBytes();
        }
    }
}
