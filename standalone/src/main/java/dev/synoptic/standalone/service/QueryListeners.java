package dev.synoptic.standalone.service;

import dev.synoptic.gateway.ListenerSettings;
import dev.synoptic.gateway.Spoken;
import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Forgetting;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.TlsIdentity;
import dev.synoptic.gateway.v2.V2Form;
import dev.synoptic.packet.Network;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.standalone.config.DnsSection;
import dev.synoptic.standalone.config.GatewaySection;
import dev.synoptic.standalone.config.ListenerProtocol;
import dev.synoptic.standalone.config.ListenerSection;
import dev.synoptic.standalone.config.P0fV2Section;
import dev.synoptic.standalone.shell.UserMistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the settings say of the places where mail software asks.
///
/// @param gateway its settings
/// @param names   the words of the database that labels
/// @param hosts   when hosts are forgotten
record QueryListeners(GatewaySection gateway, LabelNames names, Forgetting hosts) {

    List<ListenerSettings> all() {
        List<ListenerSettings> listeners = new ArrayList<>();
        gateway.socket().ifPresent(path -> listeners.add(plain(Endpoint.Unix.at(path))));
        gateway.p0fPort().ifPresent(port -> listeners.add(plain(Endpoint.Tcp.loopback(port))));
        for (int i = 0; i < gateway.listeners().size(); i++) {
            listeners.add(
                    listener("gateway.listeners[" + i + "]", gateway.listeners().get(i)));
        }
        return listeners;
    }

    private ListenerSettings plain(Endpoint endpoint) {
        return ListenerSettings.of(new Spoken.P0fV3(), endpoint, gateway.site());
    }

    private ListenerSettings listener(String path, ListenerSection section) {
        Endpoint endpoint = endpoint(path, section);
        refuseUnguarded(path, section, endpoint);
        return new ListenerSettings(
                spoken(path, section),
                endpoint,
                section.site().orElse(gateway.site()),
                section.speaksOldWords() ? Optional.of(names) : Optional.empty(),
                new Admission(networks(path, section.allow()), section.perPeer()),
                section.connections(),
                section.tls().map(tls -> new TlsIdentity(tls.certificate(), tls.key(), tls.clientCa())));
    }

    private static Endpoint endpoint(String path, ListenerSection section) {
        try {
            return section.unix()
                    .<Endpoint>map(file ->
                            new Endpoint.Unix(file, section.modeBits(), section.owner(), section.group(), false))
                    .orElseGet(() -> Endpoint.parse(section.address().orElseThrow()));
        } catch (IllegalArgumentException unfit) {
            throw mistake(path, unfit);
        }
    }

    /// What leaves this machine is either proved by certificates, or meant to be open and held to a list. A zone is
    /// made to be asked; amavisd's datagrams are held to a list.
    private static void refuseUnguarded(String path, ListenerSection section, Endpoint endpoint) {
        boolean leaves = endpoint instanceof Endpoint.Tcp(var address)
                && !address.getAddress().isLoopbackAddress();
        boolean guarded = section.tls().isPresent()
                || section.plain()
                || section.protocol() == ListenerProtocol.DNS
                || section.protocol() == ListenerProtocol.AMAVIS
                        && !section.allow().isEmpty();
        if (leaves && !guarded) {
            throw new UserMistake(
                    path + ".address: " + endpoint + " can be reached from other machines, expected tls, or"
                            + " plain: true with allow (amavis: allow)");
        }
    }

    private Spoken spoken(String path, ListenerSection section) {
        return switch (section.protocol()) {
            case P0F_V3 -> new Spoken.P0fV3();
            case P0F_V2 -> new Spoken.P0fV2(form(section.v2()));
            case AMAVIS ->
                new Spoken.Amavis(
                        switch (section.amavis().wording()) {
                            case V3 -> Wording.V3;
                            case V2 -> Wording.V2;
                        });
            case DNS -> zone(path, section.dns().orElseThrow());
            case TEXT -> new Spoken.Text();
            case PLUGIN ->
                new Spoken.Plugin(new PluginRules(
                        Set.copyOf(section.plugin().enforce()),
                        Set.copyOf(section.plugin().drop()),
                        section.plugin().revision()));
            case POLICY -> new Spoken.Policy();
        };
    }

    private static V2Form form(P0fV2Section section) {
        Map<String, String> names = new HashMap<>();
        for (String each : section.linkNames()) {
            int equals = each.indexOf('=');
            names.put(
                    each.substring(0, equals).strip(),
                    each.substring(equals + 1).strip());
        }
        return new V2Form(section.shortQueries(), section.loose(), names);
    }

    private Spoken zone(String path, DnsSection section) {
        try {
            return new Spoken.Dns(
                    Zone.of(section.zone(), section.ttl(), section.negativeTtl())
                            .forgetting(hosts),
                    section.responsesPerSecond());
        } catch (IllegalArgumentException unfit) {
            throw mistake(path + ".dns", unfit);
        }
    }

    private static List<Network> networks(String path, List<String> texts) {
        return texts.stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new UserMistake(
                                path + ".allow: found \"" + text + "\", expected a network such as 192.0.2.0/24")))
                .toList();
    }

    private static UserMistake mistake(String path, IllegalArgumentException unfit) {
        return new UserMistake(path + ": " + unfit.getMessage());
    }
}
