package dev.synoptic.signature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes the lines of a signature file in order and knows which may follow which (`p0f-v3.md` 4.2).
///
/// ```
/// BEFORE_SECTIONS ──[section]──▶ SECTION_BEGUN ──label──▶ LABELLED ◀─sig─┐
///    classes                      ua_os            │          └─────────┘
///                                                  └─tool──▶ TOOL ──sys──▶ LABELLED
/// ```
/// A section may begin anywhere. After a mistake in `label` or `sys` the lines below it are still read, but not blamed
/// for what is missing above them.
final class DatabaseBuilder {

    private enum State {
        BEFORE_SECTIONS,
        SECTION_BEGUN,
        TOOL,
        LABELLED,
        AFTER_MISTAKE
    }

    private final LabelParser labels = new LabelParser();
    private final AnnotationReader annotations = new AnnotationReader();
    private final List<LinkSignature> links = new ArrayList<>();
    private final List<TcpSignature> tcpRequest = new ArrayList<>();
    private final List<TcpSignature> tcpResponse = new ArrayList<>();
    private final List<HttpSignature> httpRequest = new ArrayList<>();
    private final List<HttpSignature> httpResponse = new ArrayList<>();
    private final List<UserAgentSystem> userAgents = new ArrayList<>();
    private final Set<String> headerNames = new HashSet<>();

    private State state = State.BEFORE_SECTIONS;
    private Section section = Section.MTU;
    private Optional<LabelRow> row = Optional.empty();
    private String link = "";

    void section(Section next) {
        section = next;
        row = Optional.empty();
        state = State.SECTION_BEGUN;
    }

    /// A `key = value` line.
    void setting(int line, String key, String value) throws Mistake {
        switch (key) {
            case "classes" -> classes(value);
            case "ua_os" -> userAgents(value);
            case "label" -> label(value);
            case "sys" -> systems(value);
            case "sig" -> signature(line, value);
            default -> throw new Mistake("", key, "one of classes, ua_os, label, sys, sig");
        }
    }

    /// What follows `;@` on a comment line.
    void annotation(int line, String body) throws Mistake {
        annotations.line(line, body, section, row);
    }

    void annotationProblem(Problem problem) {
        annotations.problem(problem);
    }

    /// Keeps one mistake in a label from being told again on every line below it.
    void mistakeIn(String key) {
        if (key.equals("label") || key.equals("sys")) state = State.AFTER_MISTAKE;
    }

    private void classes(String value) throws Mistake {
        if (state != State.BEFORE_SECTIONS) throw new Mistake("", "classes", "it before the first section only");
        labels.addClasses(value);
    }

    private void userAgents(String value) throws Mistake {
        if (state != State.SECTION_BEGUN || section != Section.HTTP_REQUEST) {
            throw new Mistake("", "ua_os", "it in [http:request] only, before the first label");
        }
        userAgents.addAll(labels.userAgents(value));
    }

    private void label(String value) throws Mistake {
        if (state == State.BEFORE_SECTIONS) throw new Mistake("", "label", "a section first");
        if (state == State.TOOL) throw new Mistake("", "label", "the sys line of the tool above");
        state = section == Section.MTU ? link(value) : row(value);
    }

    /// FP-6.
    private State link(String value) throws Mistake {
        if (value.isEmpty()) throw new Mistake("", value, "the name of a link");
        link = value;
        return State.LABELLED;
    }

    private State row(String value) throws Mistake {
        var next = labels.label(value);
        row = Optional.of(next);
        return next.label().isTool() ? State.TOOL : State.LABELLED;
    }

    private void systems(String value) throws Mistake {
        if (state == State.AFTER_MISTAKE) return;
        if (state != State.TOOL) throw new Mistake("", "sys", "it right after the label of a tool only");
        var systems = labels.systems(value);
        row = row.map(r -> new LabelRow(r.number(), r.label(), r.nameNumber(), r.classNumber(), systems));
        state = State.LABELLED;
    }

    private void signature(int line, String value) throws Mistake {
        switch (state) {
            case BEFORE_SECTIONS -> throw new Mistake("", "sig", "a section and a label first");
            case SECTION_BEGUN -> throw new Mistake("", "sig", "a label first");
            case TOOL -> throw new Mistake("", "sig", "the sys line of the tool above");
            case LABELLED, AFTER_MISTAKE -> add(line, value);
        }
    }

    private void add(int line, String value) throws Mistake {
        annotations.row(line);
        switch (section) {
            case MTU -> links.add(new LinkSignature(line, link, mtu(value)));
            case TCP_REQUEST -> addTcp(tcpRequest, line, value);
            case TCP_RESPONSE -> addTcp(tcpResponse, line, value);
            case HTTP_REQUEST -> addHttp(httpRequest, line, value);
            case HTTP_RESPONSE -> addHttp(httpResponse, line, value);
        }
    }

    /// FP-12.
    private static int mtu(String value) throws Mistake {
        var in = new Cursor(value);
        int mtu = in.number("", 1, 65_535);
        in.expectEnd("");
        return mtu;
    }

    private void addTcp(List<TcpSignature> list, int line, String value) throws Mistake {
        var pattern = TcpPatternParser.parse(value);
        for (var older : list) {
            if (TcpCoverage.covers(older, pattern)) throw covered(value, older.line());
        }
        row.ifPresent(r -> list.add(new TcpSignature(line, r, pattern)));
    }

    private void addHttp(List<HttpSignature> list, int line, String value) throws Mistake {
        var pattern = HttpPatternParser.parse(value);
        for (var older : list) {
            if (HttpCoverage.covers(older, pattern)) throw covered(value, older.line());
        }
        pattern.headers().forEach(header -> headerNames.add(header.name()));
        headerNames.addAll(pattern.absent());
        row.ifPresent(r -> list.add(new HttpSignature(line, r, pattern)));
    }

    private static Mistake covered(String value, int line) {
        return new Mistake("", value, "a signature that line " + line + " does not match already");
    }

    SignatureDatabase build(byte[] octets) {
        return new SignatureDatabase(
                new OctetDigest(octets),
                labels.classes(),
                labels.names(),
                links,
                tcpRequest,
                tcpResponse,
                httpRequest,
                httpResponse,
                userAgents,
                headerNames,
                annotations.build());
    }
}
