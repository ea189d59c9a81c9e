package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/// The file of a unix socket: a stale one is replaced, anything else at its place is left alone.
final class SocketFile {

    private static final int TYPE_BITS = 0170000;
    private static final int TYPE_SOCKET = 0140000;

    private final Path path;
    private final Object inode;

    private SocketFile(Path path, Object inode) {
        this.path = path;
        this.inode = inode;
    }

    /// Binds a socket to a path, which makes the file, and listens there.
    interface Binding {
        void bind() throws IOException;
    }

    /// Has the file made at the endpoint's path and gives it its mode, owner and group.
    static SocketFile make(Endpoint.Unix endpoint, Binding binding) throws IOException {
        Path path = endpoint.path();
        clear(endpoint);
        binding.bind();
        Files.setAttribute(path, "unix:mode", endpoint.mode());
        if (endpoint.owner().isPresent()) {
            Files.setOwner(
                    path,
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(endpoint.owner().get()));
        }
        if (endpoint.group().isPresent()) {
            var group = path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(endpoint.group().get());
            Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(group);
        }
        return new SocketFile(path, inode(path));
    }

    private static void clear(Endpoint.Unix endpoint) throws IOException {
        Path path = endpoint.path();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
        if (!isSocket(path)) {
            throw new FileAlreadyExistsException(
                    path.toString(), null, "there is a file here that is not a socket; it is not replaced");
        }
        if (!endpoint.replacesLive() && isAnswered(path)) {
            throw new FileAlreadyExistsException(path.toString(), null, "another process answers on this socket");
        }
        Files.delete(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        return ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & TYPE_BITS) == TYPE_SOCKET;
    }

    private static boolean isAnswered(Path path) {
        try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private static Object inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /// Removes the file, unless another process has put its own there meanwhile.
    void delete() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && inode.equals(inode(path))) Files.delete(path);
    }
}
