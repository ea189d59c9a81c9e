package dev.synoptic.conformance.pipeline;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.Origin;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.RatioTable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The table by what clients really used, which only they know: each verdict counts for whoever sent its SYN.
final class IntendedTable {

    private IntendedTable() {}

    /// Of what the join has written.
    static List<TableRow> of(Fleet fleet) throws IOException {
        Map<Origin, Connection> syns = new HashMap<>();
        for (FingerprintMessage each : fleet.values(Topics.FINGERPRINTS)) {
            if (each instanceof FingerprintMessage.Judged judged) {
                syns.put(judged.fingerprint().origin(), judged.fingerprint().connection());
            }
        }
        Map<String, String> used = new HashMap<>();
        for (Map<String, String> row : GroundTruth.rows()) {
            used.put(
                    client(GroundTruth.value(row, "client_ip"), GroundTruth.value(row, "client_port")),
                    GroundTruth.value(row, "os_family"));
        }
        return TableRow.of(RatioTable.by(last(fleet), joined -> used.getOrDefault(sender(joined, syns), "nobody")));
    }

    private static Collection<JoinedVerdict> last(Fleet fleet) {
        Map<String, JoinedVerdict> last = new HashMap<>();
        for (JoinedVerdict each : fleet.values(Topics.JOINED)) {
            last.merge(each.verdict().eventId(), each, (a, b) -> b.supersedes(a) ? b : a);
        }
        return last.values();
    }

    /// The SYN's port; where there was no SYN, the one in the log.
    private static String sender(JoinedVerdict joined, Map<Origin, Connection> syns) {
        int port = joined.partner()
                .map(partner -> Objects.requireNonNull(syns.get(partner.origin()), "no fingerprint of a partner")
                        .clientPort())
                .orElseGet(() -> joined.verdict().clientPort().orElse(0));
        return client(joined.verdict().client().text(), Integer.toString(port));
    }

    private static String client(String address, String port) {
        return IpAddress.parse(address).orElseThrow().text() + ' ' + port;
    }
}
