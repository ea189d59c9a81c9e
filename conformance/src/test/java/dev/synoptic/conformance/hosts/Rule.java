package dev.synoptic.conformance.hosts;

import java.util.Locale;
import java.util.Set;

/// The rules of `docs/fidelity.md` that may make a host's record differ from p0f's, each with the fields that it can
/// change: those of less reach come first, so that each difference counts for the narrowest rule that had occasion.
enum Rule {
    /// FLEET-23: a server is seen when it answers, a client of an answered SYN when it sent that.
    MOMENTS("FLEET-23", Set.of("first", "last")),
    /// FLEET-16: which timestamps are samples.
    CLOCKS("FLEET-16", Set.of("uptime")),
    /// FLEET-21: p0f's own probes are connections like any other.
    PROBES("FLEET-21", Set.of("system")),
    /// FLEET-17, FLEET-19: heads that are held against no system, labels by what they say.
    SYSTEMS("FLEET-17, FLEET-19", Set.of("change", "nat", "honesty")),
    /// FLEET-24: a head that came in pieces is read once.
    PIECES("FLEET-24", Set.of("change", "nat", "software", "system")),
    /// FLEET-28: a response is read whether or not its request was.
    SIDES("FLEET-28", Set.of("change", "nat", "software", "system")),
    /// FLEET-26: of most headers the name alone leaves the agent, and values lose the space around them.
    HEAD_VALUES("FLEET-26", Set.of("change", "nat", "software", "language", "honesty", "system")),
    /// FLEET-27: heads of connections that did not complete, or are too old, are not told.
    HEADS_NOT_TOLD("FLEET-27", Set.of("change", "nat", "software", "language", "honesty", "system")),
    /// FLEET-14: what is older than its reference counts, but is held against nothing and replaces nothing.
    LATE(
            "FLEET-14",
            Set.of("first", "last", "change", "nat", "system", "distance", "link", "uptime", "software", "honesty")),
    /// FLEET-22: the answer to a tool's SYN counts.
    ANSWERS_TO_TOOLS(
            "FLEET-22",
            Set.of("known", "first", "last", "connections", "change", "nat", "system", "distance", "link", "uptime")),
    /// FLEET-25: an acknowledgement before the answer does not end a connection.
    EARLY_ACKS(
            "FLEET-25",
            Set.of("known", "first", "last", "connections", "change", "nat", "system", "distance", "link", "uptime")),
    /// FLEET-12: only completed handshakes change hosts.
    PROOF_OF_LIFE(
            "FLEET-12",
            Set.of("known", "first", "last", "connections", "change", "nat", "system", "distance", "link", "uptime")),
    /// FLEET-20: hosts are forgotten by a clock, not by counting packets, nor when time goes back; and begin anew.
    FORGETTING(
            "FLEET-20",
            Set.of(
                    "known",
                    "first",
                    "last",
                    "connections",
                    "change",
                    "nat",
                    "system",
                    "distance",
                    "link",
                    "uptime",
                    "software",
                    "language",
                    "honesty"));

    private final String names;
    private final Set<String> fields;

    Rule(String names, Set<String> fields) {
        this.names = names;
        this.fields = fields;
    }

    boolean explains(String field) {
        return fields.contains(field);
    }

    /// As the table of `docs/fidelity.md` names it.
    String text() {
        return names + " " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
