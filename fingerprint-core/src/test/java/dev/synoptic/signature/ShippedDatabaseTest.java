package dev.synoptic.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is promised of the `p0f.fp` that is shipped.
class ShippedDatabaseTest {

    private static final int TEXT_MAX = 31; // octets that p0f's query protocol has room for (O-18)
    private static final Set<String> IN_THE_MIDDLE =
            Set.of("F5", "NetScaler", "Cisco", "slirp", "VMware NAT", "Cloudflare");

    @Test
    void loadsWholeAndHoldsFiveHundred() throws Exception {
        assertThat(shipped().size()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void keepsEverySignatureOfTheReference() throws Exception {
        var reference = texts(Vector.referenceDatabase());
        assertThat(texts(shipped())).containsAll(reference);
    }

    @Test
    void namesFitTheQueryProtocol() throws Exception {
        var database = shipped();
        var names = Stream.concat(
                Stream.concat(database.tcpRequest().stream(), database.tcpResponse().stream())
                        .flatMap(
                                row -> Stream.of(row.label().name(), row.label().flavor())),
                database.links().stream().map(LinkSignature::link));
        assertThat(names).allMatch(text -> text.length() <= TEXT_MAX);
    }

    @Test
    void boxesInTheMiddleHaveNoSystemsFamily() throws Exception {
        var database = shipped();
        var classes = Stream.concat(database.tcpRequest().stream(), database.tcpResponse().stream())
                .map(TcpSignature::label)
                .filter(label -> IN_THE_MIDDLE.contains(label.name()))
                .map(Label::systemClass)
                .collect(toSet());
        assertThat(classes).containsExactly(Optional.of("other"));
    }

    @Test
    void everyAddedRowNamesGradeDateAndSource() throws Exception {
        var reference = texts(Vector.referenceDatabase());
        var without = new ArrayList<String>();
        String from = "";
        for (String line : text().lines().map(String::strip).toList()) {
            if (line.startsWith(";@ from = ")) from = line.substring(10);
            if (!line.startsWith("sig =") && !line.startsWith(";@ sig =")) continue;
            boolean added = line.startsWith(";@") || !reference.contains(line.substring(6));
            if (added && !from.matches("[ABC] \\d{4}-\\d\\d-\\d\\d .+")) without.add(line);
            from = "";
        }
        assertThat(without).isEmpty();
    }

    @Test
    @Needs(Need.P0F)
    void loadsInP0fWithoutAWarning(@TempDir Path folder) throws Exception {
        Path capture = Files.write(folder.resolve("empty.pcap"), emptyCapture());
        var p0f = new ProcessBuilder("p0f", "-f", shippedFile().toString(), "-r", capture.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(p0f.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(p0f.waitFor()).as(said).isZero();
        assertThat(said).contains("Loaded " + shipped().size() + " signatures").doesNotContain("[!]", "[-]");
    }

    private static byte[] emptyCapture() {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1)
                .array();
    }

    private static Set<String> texts(SignatureDatabase database) {
        return Stream.of(
                        database.links().stream().map(row -> Integer.toString(row.mtu())),
                        Stream.concat(database.tcpRequest().stream(), database.tcpResponse().stream())
                                .map(row -> row.pattern().text()),
                        Stream.concat(database.httpRequest().stream(), database.httpResponse().stream())
                                .map(row -> row.pattern().text()))
                .flatMap(s -> s)
                .collect(toSet());
    }

    private static SignatureDatabase shipped() throws IOException, SignatureFileException {
        return SignatureDatabase.parse("p0f.fp", text());
    }

    private static String text() throws IOException {
        return Files.readString(shippedFile(), ISO_8859_1);
    }

    private static Path shippedFile() {
        return Repository.root().resolve("p0f.fp");
    }
}
