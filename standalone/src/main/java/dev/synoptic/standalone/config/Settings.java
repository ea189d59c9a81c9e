package dev.synoptic.standalone.config;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.verdict.source.MailServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All settings. A service reads its own section, and the sections that all share.
public record Settings(
        @Setting("passed to every Kafka client as it stands: `bootstrap.servers`, TLS, SASL")
        Map<String, String> kafka,

        Topics topics,
        Rules rules,
        Broker broker,
        Agent agent,
        Streams streams,
        Gateway gateway) {

    /// The topics of the catalogue.
    public record Topics(
            @Setting(value = "partitions of each topic about hosts; fixed once they hold data", byDefault = "8")
            int partitions,

            @Setting(value = "copies of each partition", byDefault = "1")
            int replication) {

        public Topics {
            if (partitions < 1)
                throw new IllegalArgumentException("partitions: " + partitions + ", expected at least 1");
            if (replication < 1 || replication > Short.MAX_VALUE) {
                throw new IllegalArgumentException("replication: " + replication + ", expected at least 1");
            }
        }
    }

    /// What agent, streams and gateway must agree on.
    public record Rules(
            @Setting(value = "p0f's rules to the letter, or without its oddities", byDefault = "fleet")
            Fidelity fidelity,

            @Setting("signature database in p0f's format; without it the one that comes along")
            Optional<Path> signatures) {}

    /// The embedded broker of `synoptic up`.
    public record Broker(
            @Setting(value = "folder that keeps the broker's data", byDefault = "/var/lib/synoptic/broker")
            Path folder,

            @Setting(value = "port on 127.0.0.1; 0 for any free one", byDefault = "9092")
            int port) {

        public Broker {
            requirePort("port", port);
        }
    }

    /// One capture agent.
    public record Agent(
            @Setting(value = "name of this agent, one of its own in the fleet", byDefault = "agent")
            String name,

            @Setting(
                    value = "site that it watches; verdicts and fingerprints of one site belong together",
                    byDefault = "site")
            String site,

            @Setting("capture files to read") List<Path> captures,

            @Setting("log of the mail host") Optional<Path> mailLog,

            @Setting(value = "what writes that log", byDefault = "postfix")
            MailServer mta,

            @Setting("year in which a log without years begins; without it taken from the captures")
            Optional<Integer> logYear) {

        public Agent {
            if (name.isBlank()) throw new IllegalArgumentException("name: empty, expected a name");
            if (site.isBlank()) throw new IllegalArgumentException("site: empty, expected a name");
        }
    }

    /// The stream processor.
    public record Streams(
            @Setting(value = "folder for its stores, one for each instance", byDefault = "/var/lib/synoptic/streams")
            Path folder,

            @Setting(
                    value = "name of the group of instances that share the work",
                    byDefault = "synoptic-fingerprint-streams")
            String group,

            @Setting(value = "threads", byDefault = "1") int threads,

            @Setting(value = "warm copies of the stores on other instances", byDefault = "0")
            int standbys,

            @Setting(value = "how often work is committed", byDefault = "100ms")
            Duration commitInterval) {

        public Streams {
            if (threads < 1) throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
            if (standbys < 0) throw new IllegalArgumentException("standbys: " + standbys + ", expected 0 or more");
        }
    }

    /// One gateway.
    public record Gateway(
            @Setting(value = "folder for the stores of its join", byDefault = "/var/lib/synoptic/gateway")
            Path folder,

            @Setting(value = "name of the group of gateways that share the join", byDefault = "synoptic-gateway-join")
            String group,

            @Setting(value = "threads of the join; 0 leaves it to other gateways", byDefault = "1")
            int joinThreads,

            @Setting(value = "site that is meant where a question names none", byDefault = "site")
            String site,

            @Setting("unix socket that answers p0f queries") Optional<Path> socket,

            @Setting("TCP port on 127.0.0.1 that answers p0f queries")
            Optional<Integer> p0fPort,

            @Setting(value = "address that page and API are served on", byDefault = "127.0.0.1")
            String httpHost,

            @Setting(value = "port of page and API; 0 for any free one", byDefault = "8480")
            int httpPort,

            @Setting("sources the join waits for, each `agent/site/source`; without any it waits for those it has"
                    + " heard of")
            List<String> sources,

            @Setting("proxies before mail hosts, each `site=site of the proxy`")
            List<String> proxies,

            @Setting("addresses of proxies, balancers and own relays, which are never joined by address")
            List<String> relays) {

        public Gateway {
            requirePort("http-port", httpPort);
            p0fPort.ifPresent(port -> requirePort("p0f-port", port));
            if (joinThreads < 0) {
                throw new IllegalArgumentException("join-threads: " + joinThreads + ", expected 0 or more");
            }
        }
    }

    private static void requirePort(String setting, int port) {
        if (port >>> 16 != 0) throw new IllegalArgumentException(setting + ": " + port + ", expected 0 to 65535");
    }
}
