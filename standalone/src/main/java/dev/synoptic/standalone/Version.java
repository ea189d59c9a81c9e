package dev.synoptic.standalone;

import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.standalone.signatures.SignatureFiles;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// What `synoptic --version` says: the program, the signatures that come along, and the JVM.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws Exception {
        String program = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("of a source tree");
        return new String[] {
            "synoptic " + program,
            "p0f.fp " + signatures(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
        };
    }

    private static String signatures() throws Exception {
        var database = SignatureDatabase.parseForFleet("p0f.fp", SignatureFiles.shipped());
        return database.annotations().version().orElse("without a version") + ", digest " + database.version();
    }
}
