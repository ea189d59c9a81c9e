package dev.synoptic.standalone.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One place where mail software asks, and what is spoken there.
public record ListenerSection(
        @Setting("what is spoken; what each is for stands in docs/protocols")
        ListenerProtocol protocol,

        @Setting("socket file; not for amavis and dns") Optional<Path> unix,

        @Setting("`PORT` of 127.0.0.1, `ADDRESS:PORT` or `[ADDRESS]:PORT`; UDP for amavis, both for dns, else TCP")
        Optional<String> address,

        @Setting(value = "permission bits of the socket file, octal", byDefault = "0660")
        String mode,

        @Setting("user that the socket file is given to") Optional<String> owner,

        @Setting("group that the socket file is given to") Optional<String> group,

        @Setting("site whose mail server asks: its private addresses and distances are meant; without it gateway.site")
        Optional<String> site,

        @Setting(value = "`database`, or `3.09b` for the words of p0f 3.09b", byDefault = "database")
        String labels,

        @Setting("networks that may ask; without any everyone who reaches the address; others than these get a zone"
                + " without counts")
        List<String> allow,

        @Setting(value = "speaks TCP beyond this machine without TLS, to the networks of `allow`", byDefault = "false")
        boolean plain,

        @Setting(value = "connections served at a time; further ones wait", byDefault = "4096")
        int connections,

        @Setting(value = "connections served at a time that come from one address", byDefault = "1024")
        int perPeer,

        @Setting("TLS, with certificates of clients") Optional<TlsSection> tls,

        P0fV2Section v2,
        AmavisSection amavis,
        PluginSection plugin,

        @Setting("the zone, for dns") Optional<DnsSection> dns) {

    private static final List<String> LABELS = List.of("database", "3.09b");

    public ListenerSection {
        if (unix.isPresent() == address.isPresent()) {
            throw new IllegalArgumentException("expected either unix or address");
        }
        if (unix.isPresent() && protocol.isDatagram()) {
            throw new IllegalArgumentException("unix: " + unix.get() + ", expected address: it is asked by datagrams");
        }
        FileMode.require(mode);
        if (!LABELS.contains(labels)) {
            throw new IllegalArgumentException("labels: " + labels + ", expected database or 3.09b");
        }
        if (connections < 1) throw new IllegalArgumentException("connections: expected at least 1");
        if (perPeer < 1) throw new IllegalArgumentException("per-peer: expected at least 1");
        if (dns.isPresent() != (protocol == ListenerProtocol.DNS)) {
            throw new IllegalArgumentException(
                    dns.isPresent() ? "dns: for another protocol" : "dns.zone is not set, expected a domain");
        }
        if (tls.isPresent() && (unix.isPresent() || protocol.isDatagram())) {
            throw new IllegalArgumentException("tls: expected only with address, and neither for amavis nor for dns");
        }
        if (plain && allow.isEmpty()) {
            throw new IllegalArgumentException("plain: expected only with allow");
        }
    }

    /// The permission bits.
    public int modeBits() {
        return FileMode.bits(mode);
    }

    /// Whether it answers in the words of p0f 3.09b.
    public boolean speaksOldWords() {
        return labels.equals("3.09b");
    }
}
