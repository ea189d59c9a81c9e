package dev.synoptic.conformance.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.hosts.VectorGateway.Told;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The gateway's answers of 232 octets held against p0f's, field by field.
final class AnswerComparison {

    private static final int OCTETS = 232;
    private static final int TEXT_OCTETS = 32;
    private static final int TEXTS_AT = 40;
    private static final int STATUS_AT = 4;
    private static final int FOUND = 0x10;
    private static final int DISTANCE_AT = 36;

    /// Fields by where they begin, in the words of [Rule].
    private static final TreeMap<Integer, String> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry(0, "magic"),
            Map.entry(STATUS_AT, "known"),
            Map.entry(8, "first"),
            Map.entry(12, "last"),
            Map.entry(16, "connections"),
            Map.entry(20, "uptime"),
            Map.entry(28, "nat"),
            Map.entry(32, "change"),
            Map.entry(DISTANCE_AT, "distance"),
            Map.entry(38, "honesty"),
            Map.entry(39, "system"),
            Map.entry(104, "software"),
            Map.entry(168, "link"),
            Map.entry(200, "language")));

    /// What is not on record yet of a server that has been asked and has not answered (FLEET-23).
    private static final Set<String> OF_THE_MOMENT = Set.of("known", "first", "last", "connections");

    private final VectorGateway gateway;
    private final Touched touched;
    private final Map<String, Integer> byRule = new TreeMap<>();
    private final List<String> unexplained = new ArrayList<>();
    private int alike;
    private int explained;

    AnswerComparison(VectorGateway gateway, Touched touched) {
        this.gateway = gateway;
        this.touched = touched;
    }

    /// Takes as many answers off a connection as p0f gave.
    void compare(String connection, byte[] expected) {
        for (int at = 0; at < expected.length; at += OCTETS) {
            Told told = gateway.next(connection);
            compare(asTheGatewaySays(Arrays.copyOfRange(expected, at, at + OCTETS)), told);
        }
    }

    /// p0f's answer with the gateway's two differences of form.
    private static byte[] asTheGatewaySays(byte[] expected) {
        if (expected[STATUS_AT] != FOUND) return expected;
        if (expected[DISTANCE_AT] == (byte) 255 && expected[DISTANCE_AT + 1] == 0) expected[DISTANCE_AT + 1] = -1;
        for (int end = TEXTS_AT + TEXT_OCTETS - 1; end < OCTETS; end += TEXT_OCTETS) expected[end] = 0;
        return expected;
    }

    private void compare(byte[] expected, Told told) {
        assertThat(told.answer().remaining()).isEqualTo(OCTETS);
        var differing = differing(expected, told.answer());
        if (differing.isEmpty()) {
            alike++;
            return;
        }
        explained++;
        for (String field : differing) explain(field, told);
    }

    private static Set<String> differing(byte[] expected, ByteBuffer answer) {
        var differing = new TreeSet<String>();
        for (int at = 0; at < OCTETS; at++) {
            if (expected[at] != answer.get(at))
                differing.add(FIELDS.floorEntry(at).getValue());
        }
        return differing.contains("known") ? Set.of("known") : differing;
    }

    private void explain(String field, Told told) {
        IpAddress host = told.host().orElse(IpAddress.v4(0));
        if (gateway.awaits(host) && OF_THE_MOMENT.contains(field)) {
            byRule.merge(Rule.MOMENTS.text() + ", not answered yet: " + field, 1, Integer::sum);
            return;
        }
        if (!host.unmapped().equals(host) && field.equals("known")) {
            byRule.merge("IPv4 in IPv6 clothes (clients.md 1.2 rule 11): known", 1, Integer::sum);
            return;
        }
        touched.rulesOf(host).stream()
                .filter(rule -> rule.explains(field))
                .findFirst()
                .ifPresentOrElse(
                        rule -> byRule.merge(rule.text() + ": " + field, 1, Integer::sum),
                        () -> unexplained.add(host.text() + ": " + field + ", answered " + hex(told)));
    }

    private static String hex(Told told) {
        byte[] octets = new byte[OCTETS];
        told.answer().get(0, octets);
        return HexFormat.of().formatHex(octets);
    }

    int alike() {
        return alike;
    }

    /// Answers that differ.
    int explained() {
        return explained;
    }

    List<String> unexplained() {
        return unexplained;
    }

    String report() {
        return alike + " answers alike, " + explained + " differ " + byRule;
    }
}
