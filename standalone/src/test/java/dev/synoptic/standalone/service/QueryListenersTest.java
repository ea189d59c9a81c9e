package dev.synoptic.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.ListenerSettings;
import dev.synoptic.gateway.Spoken;
import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Forgetting;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.packet.Network;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.SettingsSource;
import dev.synoptic.standalone.shell.UserMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `gateway.listeners` says becomes listeners, and what would leave this machine unguarded is refused.
class QueryListenersTest {

    @TempDir
    private Path folder;

    @Test
    void eachListenerIsWhatItsSettingsSay() throws Exception {
        List<ListenerSettings> all = listeners("""
                  - {protocol: p0f-v3, unix: /run/x/v3, mode: 0666, owner: mail, group: www, labels: "3.09b"}
                  - {protocol: p0f-v2, unix: /run/x/v2, site: far, v2: {loose: true, link-names: ["DSL = dsl"]}}
                  - {protocol: amavis, address: "2345", amavis: {wording: v2}}
                  - {protocol: dns, address: "192.0.2.1:53", allow: [192.0.2.0/24], dns: {zone: os.example}}
                  - {protocol: text, address: "[::1]:4", connections: 7, per-peer: 3}
                  - {protocol: plugin, address: "127.0.0.1:5", plugin: {enforce: [Windows 2000], i-understand: true, revision: 2}}
                """);
        assertThat(all.get(0).endpoint())
                .isEqualTo(
                        new Endpoint.Unix(Path.of("/run/x/v3"), 0666, Optional.of("mail"), Optional.of("www"), false));
        assertThat(all.get(0).oldWords()).isPresent();
        assertThat(all.get(1).oldWords()).isEmpty();
        assertThat(all.get(1).site()).isEqualTo("far");
        assertThat(((Endpoint.Unix) all.get(1).endpoint()).mode()).isEqualTo(0660);
        assertThat(all.get(1).spoken()).isInstanceOfSatisfying(Spoken.P0fV2.class, v2 -> {
            assertThat(v2.form().loose()).isTrue();
            assertThat(v2.form().linkNames()).isEqualTo(Map.of("DSL", "dsl"));
        });
        assertThat(all.get(2).spoken()).isEqualTo(new Spoken.Amavis(Wording.V2));
        assertThat(all.get(2).endpoint()).hasToString("127.0.0.1:2345");
        assertThat(all.get(3).admission().allowed())
                .containsExactly(Network.parse("192.0.2.0/24").orElseThrow());
        assertThat(all.get(4).connectionsMax()).isEqualTo(7);
        assertThat(all.get(4).admission().perPeerMax()).isEqualTo(3);
        assertThat(all.get(4).site()).isEqualTo("here");
        assertThat(all.get(5).spoken())
                .isInstanceOfSatisfying(
                        Spoken.Plugin.class,
                        plugin -> assertThat(plugin.rules())
                                .isEqualTo(new PluginRules(Set.of("Windows 2000"), Set.of(), 2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol: p0f-v3, address: "192.0.2.1:1"                       | expected tls, or plain: true with allow
            protocol: text, address: "0.0.0.0:1"                           | can be reached from other machines
            protocol: amavis, address: "192.0.2.1:1"                       | amavis: allow
            protocol: policy, address: "192.0.2.1:1", plain: true          | plain: expected only with allow
            protocol: p0f-v3                                               | expected either unix or address
            protocol: p0f-v3, unix: /s, address: "1"                       | expected either unix or address
            protocol: amavis, unix: /s                                     | it is asked by datagrams
            protocol: dns, address: "1"                                    | dns.zone is not set, expected a domain
            protocol: text, unix: /s, dns: {zone: a.b}                     | dns: for another protocol
            protocol: plugin, address: "1", plugin: {drop: [Linux]}        | expected i-understand: true
            protocol: p0f-v3, unix: /s, mode: 0999                         | expected octal permission bits
            protocol: p0f-v3, unix: /s, labels: 3.08                       | expected database or 3.09b
            protocol: p0f-v3, unix: /s, connections: 0                     | connections: expected at least 1
            protocol: text, address: "192.0.2.1:1", plain: true, allow: [x] | expected a network such as 192.0.2.0/24
            protocol: dns, address: "1", dns: {zone: "a..b"}               | expected a domain
            """)
    void whatCannotBeMeantIsRefusedWithItsPlace(String listener, String expected) throws Exception {
        assertThatThrownBy(() -> listeners("  - {" + listener + "}\n"))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("gateway.listeners[0]")
                .hasMessageContaining(expected);
    }

    @Test
    void beyondThisMachinePlainIsSaidAndHeldToAList() throws Exception {
        assertThat(listeners("  - {protocol: text, address: \"192.0.2.1:1\", plain: true, allow: [192.0.2.0/24]}\n"))
                .hasSize(1);
    }

    private List<ListenerSettings> listeners(String listeners) throws Exception {
        Path file = folder.resolve("synoptic.yaml");
        Files.writeString(file, "gateway:\n  site: here\n  listeners:\n" + listeners.indent(2));
        var settings = new SettingsSource(Optional.of(file), Map.of(), List.of()).load(Settings.class);
        var database = SignatureDatabase.parse("own.fp", "classes = unix\n".getBytes(StandardCharsets.ISO_8859_1));
        var hosts = new Forgetting(settings.streams().idle(), () -> Instant.EPOCH);
        return new QueryListeners(settings.gateway(), LabelNames.of(database), hosts).all();
    }
}
