package dev.synoptic.standalone.service;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.LogInput;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.dns.Forgetting;
import dev.synoptic.gateway.http.HttpSettings;
import dev.synoptic.gateway.http.access.TokenFile;
import dev.synoptic.gateway.http.access.TokenFileException;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.gateway.join.JoinStore;
import dev.synoptic.gateway.join.RatioRebuild;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.standalone.Synoptic;
import dev.synoptic.standalone.config.AgentSection;
import dev.synoptic.standalone.config.GatewaySection;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.StreamsSection;
import dev.synoptic.standalone.policy.PolicySetup;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.standalone.signatures.SignatureChoice;
import dev.synoptic.standalone.signatures.SignatureFiles;
import dev.synoptic.streams.HostMemory;
import dev.synoptic.streams.Judge;
import dev.synoptic.streams.StoreLimits;
import dev.synoptic.streams.Stores;
import dev.synoptic.streams.StreamsSettings;
import dev.synoptic.verdict.ratio.Decay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// The settings of a file, in the words of the services.
///
/// @param settings all of the file
/// @param kafka    settings of every client, with `bootstrap.servers`
record ServiceSettings(Settings settings, Map<String, String> kafka) {

    private static final String BOOTSTRAP = "bootstrap.servers";

    /// Services that reach the cluster that the file names.
    static ServiceSettings of(Settings settings) {
        if (!settings.kafka().containsKey(BOOTSTRAP)) {
            throw new UserMistake("kafka.bootstrap.servers is not set, expected host:port of a broker");
        }
        return new ServiceSettings(settings, settings.kafka());
    }

    /// Services that reach the broker in this process.
    static ServiceSettings at(Settings settings, String bootstrap) {
        Map<String, String> kafka = new HashMap<>(settings.kafka());
        kafka.put(BOOTSTRAP, bootstrap);
        return new ServiceSettings(settings, kafka);
    }

    AgentSettings agent() {
        AgentSection agent = settings.agent();
        PublishSettings usual = PublishSettings.to(bootstrap());
        return AgentSettings.of(
                agent.name(),
                agent.site(),
                agent.captures().stream().map(CaptureInput::of).toList(),
                log().stream().toList(),
                settings.rules().fidelity(),
                new PublishSettings(bootstrap(), usual.linger(), usual.delivery(), kafka));
    }

    /// An agent on a mail host.
    LiveSetup live() {
        return new LiveSetup(settings.agent(), settings.rules().fidelity());
    }

    /// Where an agent on a mail host publishes to.
    Brokers brokers() {
        PublishSettings usual = PublishSettings.to(bootstrap());
        return Brokers.of(
                new PublishSettings(bootstrap(), usual.linger(), usual.delivery(), kafka),
                "synoptic-agent-" + settings.agent().name());
    }

    StreamsSettings streams() throws IOException {
        StreamsSection streams = settings.streams();
        var choice = signatures(streams.folder());
        StreamsSettings usual = StreamsSettings.of(bootstrap(), choice.file(), streams.folder());
        return new StreamsSettings(
                bootstrap(),
                streams.group(),
                choice.file(),
                settings.rules().fidelity(),
                streams.folder(),
                new Stores(
                        streams.store(),
                        StoreLimits.DEFAULT,
                        new HostMemory(
                                streams.idle(),
                                streams.historyDays(),
                                streams.forgettingClock(),
                                streams.clockTolerance())),
                streams.threads(),
                settings.topics().replication(),
                streams.standbys(),
                streams.commitInterval(),
                usual.linger(),
                usual.sessionTimeout(),
                streams.instance(),
                streams.httpPort().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                kafka);
    }

    /// A gateway that waits for the sources that its settings name.
    GatewaySettings gateway() throws IOException {
        return gateway(List.of());
    }

    /// A gateway that waits for the agent in the same process too.
    GatewaySettings gatewayBesideAgent() throws IOException {
        if (settings.agent().isLive()) return gateway(live().sources());
        AgentSettings agent = agent();
        return gateway(Stream.concat(
                        agent.captures().stream().map(CaptureInput::source),
                        agent.logs().stream().map(LogInput::source))
                .map(source -> new EnrolledSource(agent.agent(), source, agent.site()))
                .toList());
    }

    private GatewaySettings gateway(List<EnrolledSource> own) throws IOException {
        GatewaySection gateway = settings.gateway();
        var choice = signatures(gateway.folder());
        return new GatewaySettings(
                new KafkaClients(kafka),
                gateway.group(),
                gateway.folder(),
                gateway.joinThreads(),
                new JoinSetup(gateway, own).plan(choice.database().version()),
                PrivateNetworks.DEFAULT,
                gateway.site(),
                new QueryListeners(
                                gateway,
                                LabelNames.of(choice.database()),
                                new Forgetting(settings.streams().idle(), Synoptic.WALL))
                        .all(),
                Optional.of(choice.explainer(settings.rules().fidelity())),
                Optional.of(http(gateway)),
                Optional.of(new PolicySetup(settings.policy()).settings()));
    }

    /// Counts anew by the settings of the gateway, and by its signatures.
    RatioRebuild rebuild() throws IOException {
        var choice = signatures(settings.gateway().folder());
        var plan = new JoinSetup(settings.gateway(), List.of())
                .plan(choice.database().version())
                .with(JoinStore.DISK); // its bounds: a rebuild must hold whatever the live join has held
        return new RatioRebuild(
                new KafkaClients(kafka), plan, judge(choice.file()).again());
    }

    private Judge judge(Path signatures) throws IOException {
        try {
            return Judge.read(signatures, settings.rules().fidelity());
        } catch (SignatureFileException refused) {
            throw SignatureFiles.mistake(refused);
        }
    }

    private SignatureChoice signatures(Path folder) throws IOException {
        return SignatureChoice.of(
                settings.rules().signatures(), settings.rules().withoutShipped(), folder);
    }

    private Optional<LogInput> log() {
        AgentSection agent = settings.agent();
        OptionalInt year = agent.logYear().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return agent.mailLog().map(file -> LogInput.of(file, agent.mta()).in(year));
    }

    private String bootstrap() {
        return String.valueOf(kafka.get(BOOTSTRAP));
    }

    private static HttpSettings http(GatewaySection gateway) throws IOException {
        if (gateway.httpTokens().isPresent()) requireTokens(gateway.httpTokens().get());
        try {
            return new HttpSettings(
                    new InetSocketAddress(InetAddress.ofLiteral(gateway.httpHost()), gateway.httpPort()),
                    gateway.httpCertificate()
                            .flatMap(certificate ->
                                    gateway.httpKey().map(key -> new HttpSettings.TlsFiles(certificate, key))),
                    gateway.httpTokens(),
                    Set.copyOf(gateway.httpNames()),
                    new Decay(gateway.currentHalfLife()));
        } catch (IllegalArgumentException wrong) {
            throw new UserMistake("gateway.http-host: found \"" + gateway.httpHost()
                    + "\", expected a numeric address, and http-certificate, http-key and http-tokens where it is not"
                    + " loopback");
        }
    }

    /// The gateway reads it itself, again and again; what is wrong with it at the start is a mistake of the settings.
    private static void requireTokens(Path file) throws IOException {
        try {
            TokenFile.open(file, System::nanoTime);
        } catch (TokenFileException wrong) {
            throw new UserMistake("gateway.http-tokens: " + wrong.getMessage());
        }
    }
}
