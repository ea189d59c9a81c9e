package dev.synoptic.conformance.hosts;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.tcp.HandshakeStep;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rules had occasion to apply to which host of a capture, by what the agent saw alone: never by how the results
/// differ.
final class Touched {

    private static final int PROBE_WINDOW = 1337;
    private static final int PROBE_MSS = 1331;
    private static final long IDLE_MICROS = 7_200L * 1_000_000;
    private static final long FLOW_AGE_MICROS = 30L * 1_000_000;

    private final Map<IpAddress, Set<Rule>> rules = new HashMap<>();
    private final Map<IpAddress, Long> lastFold = new HashMap<>();
    private final Map<Connection, String> told = new HashMap<>();

    private Touched() {}

    static Touched by(CaptureRun run) {
        var touched = new Touched();
        if (!run.monotonic()) {
            Stream.concat(run.answers().keySet().stream(), run.states().keySet().stream())
                    .forEach(host -> {
                        touched.add(host, Rule.LATE);
                        touched.add(host, Rule.FORGETTING);
                    });
        }
        run.hasty().forEach(host -> touched.add(host, Rule.EARLY_ACKS));
        touched.openings(run.events());
        run.ticking().forEach(host -> touched.add(host, Rule.CLOCKS));
        touched.heads(run);
        touched.tools(run.judged());
        touched.folds(run);
        return touched;
    }

    Set<Rule> rulesOf(IpAddress host) {
        return rules.getOrDefault(host, Set.of());
    }

    private void add(IpAddress host, Rule rule) {
        rules.computeIfAbsent(host, _ -> EnumSet.noneOf(Rule.class)).add(rule);
    }

    /// What became of each SYN.
    private static final class Opening {
        private final long micros;
        private boolean answered;
        private boolean completed;

        private Opening(long micros) {
            this.micros = micros;
        }
    }

    private void openings(List<HandshakeRecord> events) {
        var open = new HashMap<Connection, Opening>();
        for (var record : events) {
            switch (record.event()) {
                case Syn syn -> {
                    close(syn.connection(), open.remove(syn.connection()));
                    open.put(syn.connection(), new Opening(record.capturedMicros()));
                    if (syn.seen().window() == PROBE_WINDOW && syn.seen().mss() == PROBE_MSS) {
                        both(syn.connection(), Rule.PROBES);
                    }
                }
                case SynAck synAck -> {
                    var opening = open.get(synAck.connection());
                    if (opening == null) continue;
                    opening.answered = true;
                    if (record.capturedMicros() / 1_000_000 != opening.micros / 1_000_000) {
                        both(synAck.connection(), Rule.MOMENTS);
                    }
                    if (record.capturedMicros() - opening.micros > FLOW_AGE_MICROS) {
                        both(synAck.connection(), Rule.FORGETTING);
                    }
                }
                case Completion completion -> {
                    var opening = open.get(completion.connection());
                    if (opening != null) opening.completed = true;
                }
                case HttpHead head -> {
                    if (head.side() == Side.SERVER && !told.containsKey(head.connection())) {
                        add(head.connection().server(), Rule.SIDES);
                    }
                    told.put(from(head), head.head());
                    both(head.connection(), Rule.SYSTEMS);
                }
                default -> {}
            }
        }
        open.forEach(this::close);
    }

    /// What became of all that begins as an HTTP head does.
    private void heads(CaptureRun run) {
        run.said().forEach((from, pieces) -> {
            String all = String.join("", pieces);
            if (!all.startsWith("G") && !all.startsWith("H")) return;
            var head = told.get(from);
            if (head == null) add(from.client(), Rule.HEADS_NOT_TOLD);
            else if (!isWholly(head, all)) add(from.client(), Rule.HEAD_VALUES);
            if (pieces.size() > 1) add(from.client(), Rule.PIECES);
        });
    }

    /// Whether each header of a head left the agent as it was.
    private static boolean isWholly(String told, String all) {
        var said = all.lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
        var left = told.lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
        return said.equals(left);
    }

    /// From whom to whom a head went.
    private static Connection from(HttpHead head) {
        var there = head.connection();
        return head.side() == Side.CLIENT
                ? there
                : new Connection(there.server(), there.serverPort(), there.client(), there.clientPort());
    }

    private void close(Connection connection, @Nullable Opening opening) {
        if (opening == null) return;
        if (!opening.completed) add(connection.client(), Rule.PROOF_OF_LIFE);
        if (!opening.answered) add(connection.server(), Rule.PROOF_OF_LIFE);
    }

    private void both(Connection connection, Rule rule) {
        add(connection.client(), rule);
        add(connection.server(), rule);
    }

    private void tools(List<Fingerprint> judged) {
        for (var fingerprint : judged) {
            boolean tool = fingerprint
                    .judgement()
                    .match()
                    .filter(match -> match.label().isTool())
                    .isPresent();
            if (tool && fingerprint.seen().step() == HandshakeStep.SYN) {
                both(fingerprint.connection(), Rule.ANSWERS_TO_TOOLS);
            }
        }
    }

    /// Whether a host was folded out of order, or after a silence in which it may have been forgotten.
    private void folds(CaptureRun run) {
        for (var fingerprint : run.judged()) {
            if (!fingerprint.completed()) continue;
            boolean syn = fingerprint.seen().step() == HandshakeStep.SYN;
            var host = syn
                    ? fingerprint.connection().client()
                    : fingerprint.connection().server();
            long micros = fingerprint.capturedMicros();
            var before = lastFold.put(host, micros);
            if (before == null) continue;
            if (micros < before) add(host, Rule.LATE);
            if (micros - before > IDLE_MICROS) add(host, Rule.FORGETTING);
        }
        long end = run.events().stream()
                .mapToLong(HandshakeRecord::capturedMicros)
                .max()
                .orElse(0);
        lastFold.forEach((host, micros) -> {
            if (end - micros > IDLE_MICROS) add(host, Rule.FORGETTING);
        });
    }
}
