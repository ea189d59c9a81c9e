package dev.synoptic.standalone.config;

import dev.synoptic.gateway.join.JoinStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One gateway.
public record GatewaySection(
        @Setting(value = "folder for the stores of its join", byDefault = "/var/lib/synoptic/gateway")
        Path folder,

        @Setting(value = "name of the group of gateways that share the join", byDefault = "synoptic-gateway-join")
        String group,

        @Setting(value = "threads of the join; 0 leaves it to other gateways", byDefault = "1")
        int joinThreads,

        @Setting(value = "where what the join holds of days of mail lies: memory or disk", byDefault = "disk")
        JoinStore joinStore,

        @Setting(value = "site that is meant where a question names none", byDefault = "site")
        String site,

        @Setting("unix socket that answers p0f queries; short for a listener of p0f-v3 with nothing else to say")
        Optional<Path> socket,

        @Setting("TCP port on 127.0.0.1 that answers p0f queries; short for such a listener too")
        Optional<Integer> p0fPort,

        @Setting("places where mail software asks") List<ListenerSection> listeners,

        @Setting(value = "address that page and API are served on", byDefault = "127.0.0.1")
        String httpHost,

        @Setting(value = "port of page and API; 0 for any free one", byDefault = "8480")
        int httpPort,

        @Setting("certificate with its chain, in PEM: HTTP is TLS then; needed anywhere but on loopback")
        Optional<Path> httpCertificate,

        @Setting("key of that certificate, in PEM (PKCS #8)")
        Optional<Path> httpKey,

        @Setting("file of tokens, a line each of name, roles, sites, token; needed anywhere but on loopback")
        Optional<Path> httpTokens,

        @Setting("names that page and API may be addressed by, beside those of loopback")
        List<String> httpNames,

        @Setting("sources the join waits for, each `agent/site/source`; without any it waits for those it has"
                + " heard of")
        List<String> sources,

        @Setting("proxies before mail hosts, each `site=site of the proxy`")
        List<String> proxies,

        @Setting("addresses of proxies, balancers and own relays, which are never joined by address")
        List<String> relays,

        @Setting(
                value = "whether the newest SYN is taken where logs tell no ports and several systems could be meant;"
                        + " else they count as Unknown",
                byDefault = "false")
        boolean joinNewest,

        @Setting(
                value = "how long what was last known of an address stands in for a SYN that nobody saw; 0s leaves such"
                        + " verdicts Unknown",
                byDefault = "0s")
        Duration joinCache,

        @Setting(
                value = "time after which a message counts half in the table of how things stand now",
                byDefault = "1d")
        Duration currentHalfLife) {

    /// SYNs are kept no longer.
    private static final Duration JOIN_CACHE_MAX = Duration.ofHours(24);

    public GatewaySection {
        Ports.require("http-port", httpPort);
        if (httpCertificate.isPresent() != httpKey.isPresent()) {
            throw new IllegalArgumentException("http-certificate and http-key belong together");
        }
        p0fPort.ifPresent(port -> Ports.require("p0f-port", port));
        if (joinCache.compareTo(JOIN_CACHE_MAX) > 0) {
            throw new IllegalArgumentException("join-cache: " + joinCache.toHours() + " h, expected 24h or less");
        }
        if (!currentHalfLife.isPositive()) {
            throw new IllegalArgumentException("current-half-life: " + currentHalfLife + ", expected more than 0s");
        }
        if (joinThreads < 0) {
            throw new IllegalArgumentException("join-threads: " + joinThreads + ", expected 0 or more");
        }
    }
}
