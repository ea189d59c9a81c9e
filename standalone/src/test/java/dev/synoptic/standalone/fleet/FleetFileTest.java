package dev.synoptic.standalone.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synoptic.agent.LogInput;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a fleet file may say, and how it is refused.
class FleetFileTest {

    private static final String WHOLE = """
            relays: [198.51.100.7]
            sites:
              - name: berlin
                host: mx.berlin.example
                addresses: [203.0.113.10, "2001:db8::10"]
                captures:
                  - a.pcap
                  - /captures/b.pcap
                clock_ahead: 1.75s
                proxies: [front]
                logs:
                  - file: maillog
                    server: postfix
                    time_zone: Europe/Berlin
                    year: 2025
                    proxied-services: [proxied]
              - name: front
                captures: front.pcap
                addresses: 203.0.113.90
            """;

    @TempDir
    Path folder;

    @Test
    void everythingThatASiteCanSayIsRead() throws Exception {
        FleetPlan plan = read(WHOLE);
        FleetSite berlin = plan.sites().getFirst();
        assertThat(berlin.host()).isEqualTo("mx.berlin.example");
        assertThat(berlin.addresses()).containsExactlyInAnyOrder(address("203.0.113.10"), address("2001:db8::10"));
        assertThat(berlin.captures()).containsExactly(folder.resolve("a.pcap"), Path.of("/captures/b.pcap"));
        assertThat(berlin.clockAhead()).isEqualTo(Duration.ofMillis(1750));
        assertThat(berlin.logs())
                .containsExactly(new FleetLog(
                        folder.resolve("maillog"),
                        MailServer.POSTFIX,
                        ZoneId.of("Europe/Berlin"),
                        OptionalInt.of(2025),
                        Set.of("proxied")));
        assertThat(plan.sites().getLast().host()).isEqualTo("front");
    }

    /// `mail.md` J8: addresses of proxies and relays are nobody's own.
    @Test
    void theJoinKnowsProxiesRelaysServersAndClocks() throws Exception {
        var rules = read(WHOLE).rules();
        assertThat(rules.proxies()).containsExactly(Map.entry("berlin", Set.of("front")));
        assertThat(rules.relays()).containsExactlyInAnyOrder(address("198.51.100.7"), address("203.0.113.90"));
        assertThat(rules.servers()).containsKey("mx.berlin.example");
        assertThat(rules.clockAhead()).containsEntry("berlin", Duration.ofMillis(1750));
    }

    @Test
    void oneSiteIsPlayedWithTheProxiesBeforeIt() throws Exception {
        String more = WHOLE + "  - {name: oslo, captures: o.pcap, logs: {file: o.log, server: exim}}\n";
        assertThat(read(more).only("berlin").sites())
                .extracting(FleetSite::name)
                .containsExactly("berlin", "front");
        assertThat(read(more).only("oslo").sites()).extracting(FleetSite::name).containsExactly("oslo");
        assertThat(mistake(() -> read(more).only("rome"))).contains("rome").contains("berlin, front, oslo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    clock_ahead: 1.75s | clock_ahead: soon  | :9: clock-ahead: found "soon", expected seconds
                    Europe/Berlin      | Berlin             | :14: time-zone: found "Berlin", expected a time zone
                    server: postfix    | server: sendmail   | :13: server: found "sendmail", expected one of postfix
                    year: 2025         | year: 25           | :15: year: found "25", expected a year
                    proxies: [front]   | proxies: [back]    | proxies: found "back", expected the name of another site
                    host: mx           | hots: mx           | :4: unknown key hots
                    203.0.113.90       | 203.0.113.900      | :19: addresses: found "203.0.113.900", expected an IP address
                    name: front        | name: berlin       | two sites are named berlin
                    """)
    void whatIsWrongIsNamedWithItsLine(String right, String wrong, String expected) {
        assertThat(mistake(() -> read(WHOLE.replace(right, wrong)))).contains(expected);
    }

    @Test
    void whatIsNoYamlOrEmptyOrMissingIsRefused() throws Exception {
        assertThat(mistake(() -> read("sites: [unclosed"))).contains("not YAML");
        assertThat(mistake(() -> read(""))).contains(":1: found nothing, expected sites");
        assertThat(mistake(() -> read("sites: []"))).contains("expected a list of sites");
        assertThat(mistake(() -> FleetFile.read(folder.resolve("none.yaml")))).contains("no such file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(mistake(() -> FleetFile.read(binary))).contains("not UTF-8 text");
    }

    /// V33: the files of a rotated log are one, in whatever order they stand, and however they are listed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{file: [maillog, maillog.1, maillog.2.gz], server: postfix}",
                "[{file: maillog, server: postfix}, {file: maillog.2.gz, server: postfix, year: 2025},"
                        + " {file: maillog.1, server: postfix}, {file: maillog.1, server: postfix}]",
            })
    void filesOfARotatedLogAreOneLog(String logs) throws Exception {
        FleetSite site = read("sites: {name: a, logs: " + logs + "}").sites().getFirst();
        assertThat(site.logInputs()).singleElement().satisfies(log -> {
            assertThat(log.files())
                    .containsExactly(
                            folder.resolve("maillog.2.gz"), folder.resolve("maillog.1"), folder.resolve("maillog"));
            assertThat(log.source()).isEqualTo("log:" + folder.resolve("maillog"));
        });
        assertThat(site.sources()).hasSize(1);
        if (logs.contains("2025"))
            assertThat(site.logInputs().getFirst().year()).hasValue(2025);
    }

    @Test
    void filesOfOtherNamesAreOneLogWhereTheyAreListedSo() throws Exception {
        String apart = "[{file: a.log, server: exim}, {file: b.log, server: exim}, {file: a.log.1, server: postfix}]";
        assertThat(read("sites: {name: a, logs: " + apart + "}")
                        .sites()
                        .getFirst()
                        .logInputs())
                .hasSize(3);
        String one = "{file: [tuesday.log, monday.log], server: exim}";
        assertThat(read("sites: {name: a, logs: " + one + "}")
                        .sites()
                        .getFirst()
                        .logInputs())
                .singleElement()
                .extracting(LogInput::files)
                .isEqualTo(List.of(folder.resolve("tuesday.log"), folder.resolve("monday.log")));
    }

    private FleetPlan read(String text) throws IOException {
        return FleetFile.read(Files.writeString(folder.resolve("fleet.yaml"), text));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private interface Attempt {
        Object make() throws IOException;
    }

    private static String mistake(Attempt attempt) {
        return String.valueOf(
                catchThrowableOfType(UserMistake.class, attempt::make).getMessage());
    }
}
