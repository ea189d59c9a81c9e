package dev.synoptic.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

    @TempDir
    Path folder;

    /// `clients.md` 1.2 rule 12.
    @Test
    void ownerAndGroupMayAskUnlessToldOtherwise() throws IOException {
        Path path = folder.resolve("s");
        try (var loop = open(Endpoint.Unix.at(path))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-rw----");
            assertThat(loop.isServing()).isTrue();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void anyoneMayAskWhereTheModeSaysSo() throws IOException {
        Path path = folder.resolve("s");
        try (var loop = open(new Endpoint.Unix(path, Endpoint.MODE_ANYONE, java.util.Optional.empty(), false))) {
            assertThat(loop.endpoints()).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-rw-rw-");
        }
    }

    @Test
    void aSocketThatNobodyAnswersAnyMoreIsReplaced() throws IOException {
        Path path = folder.resolve("s");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (var loop = open(Endpoint.Unix.at(path))) {
            assertThat(loop.isServing()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // the first is closed early, while the second serves
    void aSocketThatAnotherProcessAnswersIsTakenOnlyWhereToldTo() throws IOException {
        Path path = folder.resolve("s");
        try (var first = open(Endpoint.Unix.at(path))) {
            assertThatThrownBy(() -> open(Endpoint.Unix.at(path)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("another process answers");
            assertThat(first.isServing()).isTrue();

            try (var second = open(new Endpoint.Unix(path, Endpoint.MODE_GROUP, java.util.Optional.empty(), true))) {
                first.close();
                assertThat(path).as("the second's file outlives the first").exists();
                assertThat(second.isServing()).isTrue();
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Path path = Files.writeString(folder.resolve("s"), "mine");

        assertThatThrownBy(() -> open(Endpoint.Unix.at(path)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a socket");
        assertThat(path).hasContent("mine");
    }

    @Test
    void listenersAreOpenedTogetherOrNotAtAll() throws IOException {
        Path good = folder.resolve("good");
        Path taken = Files.writeString(folder.resolve("taken"), "mine");

        assertThatThrownBy(() -> open(Endpoint.Unix.at(good), Endpoint.Unix.at(taken)))
                .isInstanceOf(IOException.class);
        assertThat(good).doesNotExist();
    }

    @Test
    void listenersAreWrittenAsPathsPortsAndAddresses() {
        assertThat(Endpoint.parse("unix:/run/a").toString()).isEqualTo("/run/a");
        assertThat(Endpoint.parse("/run/a").toString()).isEqualTo("/run/a");
        assertThat(Endpoint.parse("1234").toString()).isEqualTo("127.0.0.1:1234");
        assertThat(Endpoint.parse("192.0.2.1:7").toString()).isEqualTo("192.0.2.1:7");
        assertThat(Endpoint.parse("[::1]:7").toString()).isEqualTo("[0:0:0:0:0:0:0:1]:7");
        for (String wrong : List.of("", "host:7", "1.2.3.4", "1.2.3.4:70000", "[::1]", "1.2.3.999:7", "x/y")) {
            assertThatThrownBy(() -> Endpoint.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + wrong + "\" is no listener");
        }
    }

    private static SocketLoop open(Endpoint... endpoints) throws IOException {
        var listeners = java.util.Arrays.stream(endpoints)
                .map(endpoint -> Listener.at(endpoint, new Silent()))
                .toList();
        return SocketLoop.open("socket-file-test", listeners, System::nanoTime);
    }

    private record Silent() implements Protocol {

        @Override
        public int receiveOctetsMax() {
            return 16;
        }

        @Override
        public int answerOctetsMax() {
            return 16;
        }

        @Override
        public Conversation open() {
            return new Conversation() {
                @Override
                public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
                    octets.position(octets.limit());
                    return Next.READ;
                }
            };
        }
    }
}
