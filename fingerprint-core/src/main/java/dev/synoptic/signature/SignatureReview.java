package dev.synoptic.signature;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks for rows that can never win, which p0f's own check (`p0f-v3.md` FP-14) misses where versions are `*`, rows are
/// catch-alls, or links share a number.
public final class SignatureReview {

    private static final int[] VERSIONS = {4, 6};

    private final SignatureDatabase database;
    private final List<Finding> findings = new ArrayList<>();

    private SignatureReview(SignatureDatabase database) {
        this.database = database;
    }

    /// What is the matter with `database`, in the order of lines.
    public static List<Finding> of(SignatureDatabase database) {
        var review = new SignatureReview(database);
        review.links();
        review.rows(database.tcpRequest());
        review.rows(database.tcpResponse());
        review.http(database.httpRequest());
        review.http(database.httpResponse());
        review.rules(database.annotations().requestRules());
        review.rules(database.annotations().responseRules());
        review.ids();
        review.findings.sort(comparingInt(Finding::line));
        return List.copyOf(review.findings);
    }

    private void links() {
        Map<Integer, LinkSignature> first = new HashMap<>();
        for (var link : database.links()) {
            var older = first.putIfAbsent(link.mtu(), link);
            if (older != null) never(link.line(), Integer.toString(link.mtu()), older.line(), older.link());
        }
    }

    /// A specific row loses to a specific row above it that fits all it fits; a catch-all also to any specific one.
    private void rows(List<TcpSignature> rows) {
        for (var row : rows) {
            var winners = new ArrayList<TcpSignature>();
            for (int version : VERSIONS) {
                if (!TcpRange.exists(row.pattern(), version)) continue;
                rows.stream()
                        .filter(other -> wins(other, row) && TcpRange.includes(other.pattern(), row.pattern(), version))
                        .findFirst()
                        .ifPresentOrElse(winners::add, () -> winners.add(row));
            }
            if (!winners.contains(row)) {
                var winner = winners.getFirst();
                never(
                        row.line(),
                        row.pattern().text(),
                        winner.line(),
                        winner.label().text());
            }
        }
    }

    private static boolean wins(TcpSignature one, TcpSignature other) {
        boolean above = one.line() < other.line();
        if (one.label().generic()) return above && other.label().generic();
        return above || other.label().generic();
    }

    private void http(List<HttpSignature> rows) {
        Map<String, HttpSignature> first = new HashMap<>();
        for (var row : rows) {
            var older = first.putIfAbsent(row.pattern().text(), row);
            if (older != null) {
                never(
                        row.line(),
                        row.pattern().text(),
                        older.line(),
                        older.label().text());
            }
        }
    }

    private void rules(List<TcpRule> rules) {
        Map<String, TcpRule> first = new HashMap<>();
        for (var rule : rules) {
            var older = first.putIfAbsent(rule.text(), rule);
            if (older != null) {
                int line = rule.signature().line();
                never(
                        line,
                        rule.text(),
                        older.signature().line(),
                        older.signature().label().text());
            }
        }
    }

    /// An id stands for one label.
    private void ids() {
        Map<String, TcpSignature> owner = new HashMap<>();
        var rows = new ArrayList<>(database.tcpRequest());
        rows.addAll(database.tcpResponse());
        for (var row : rows) {
            var id = database.annotations().label(row.row()).id();
            if (id.isEmpty()) continue;
            var other = owner.putIfAbsent(id.get(), row);
            if (other != null && !other.label().text().equals(row.label().text())) {
                findings.add(new Finding(
                        row.line(),
                        "id " + id.get() + " is that of " + other.label().text() + " on line " + other.line()));
            }
        }
    }

    private void never(int line, String text, int winner, String label) {
        findings.add(new Finding(
                line, "can never win: line " + winner + " (" + label + ") fits everything that " + text + " fits"));
    }
}
