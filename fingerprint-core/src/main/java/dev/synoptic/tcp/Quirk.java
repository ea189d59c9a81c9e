package dev.synoptic.tcp;

/// An oddity of a SYN or SYN+ACK, named as in `p0f.fp`, in the order of signatures and logs (`p0f-v3.md` 3.6).
public enum Quirk {
    /// IPv4, "don't fragment" set.
    DF("df"),
    /// IPv4, DF set, identification not 0.
    ID_PLUS("id+"),
    /// IPv4, DF clear, identification 0.
    ID_MINUS("id-"),
    /// Explicit congestion notification offered or marked.
    ECN("ecn"),
    /// IPv4, the "must be zero" flag set.
    ZERO_PLUS("0+"),
    /// IPv6, flow label not 0.
    FLOW("flow"),
    /// Sequence number 0.
    SEQ_MINUS("seq-"),
    /// ACK clear, RST clear, bit 24 of the acknowledgement number set (O-3).
    ACK_PLUS("ack+"),
    /// ACK set, acknowledgement number 0.
    ACK_MINUS("ack-"),
    /// URG clear, urgent pointer not 0.
    UPTR_PLUS("uptr+"),
    /// URG set.
    URGF_PLUS("urgf+"),
    /// PSH set.
    PUSHF_PLUS("pushf+"),
    /// A timestamp option with own value 0.
    TS1_MINUS("ts1-"),
    /// A SYN's timestamp option with a peer value that is not 0.
    TS2_PLUS("ts2+"),
    /// Octets that are not 0 after end-of-options (OPT-2).
    OPT_PLUS("opt+"),
    /// A window scale above 14.
    EXWS("exws"),
    /// The options could not be walked to their end.
    BAD("bad");

    private final String token;

    Quirk(String token) {
        this.token = token;
    }

    /// The name in `p0f.fp` and in logs.
    public String token() {
        return token;
    }

    /// This quirk's place in [Quirks#bits].
    public int bit() {
        return 1 << ordinal();
    }
}
