package dev.synoptic.standalone.signatures;

import dev.synoptic.signature.SignatureLayers.Layered;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which signatures: those that come along, and files of one's own over them.
final class LayerOptions {

    @Option(
            names = {"-f", "--signatures"},
            paramLabel = "FILE",
            description = "A signature file, or a folder of *.fp, laid over the shipped database; the first is on top.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--without-shipped", description = "Leave the shipped database out.")
    private boolean withoutShipped;

    Layered load() throws IOException {
        return SignatureFiles.layered(files, withoutShipped);
    }
}
