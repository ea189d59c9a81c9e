package dev.synoptic.signature;

/// A section of a signature file (`p0f-v3.md` FP-2).
enum Section {
    MTU("[mtu]"),
    TCP_REQUEST("[tcp:request]"),
    TCP_RESPONSE("[tcp:response]"),
    HTTP_REQUEST("[http:request]"),
    HTTP_RESPONSE("[http:response]");

    private final String line;

    Section(String line) {
        this.line = line;
    }

    static Section of(String line) throws Mistake {
        for (Section section : values()) {
            if (section.line.equals(line)) return section;
        }
        throw new Mistake("", line, "[mtu], [tcp:request], [tcp:response], [http:request] or [http:response]");
    }
}
