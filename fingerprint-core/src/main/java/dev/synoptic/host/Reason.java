package dev.synoptic.host;

/// Why a change or sharing score was raised, in the order of p0f's log (`p0f-v3.md` SCORE-5).
public enum Reason {
    /// A userland tool that does not run on the recorded system (SCORE-12).
    APP_VS_OS("app_vs_os"),
    /// Another operating system (SCORE-6, SCORE-7, HTTP-22).
    OS_DIFF("os_diff"),
    /// Signatures that no row explains, and that differ (SCORE-7).
    SIG_DIFF("sig_diff"),
    /// One signature explained, the other not (SCORE-7, HTTP-20).
    X_KNOWN("x_known"),
    /// The timestamp clock jumped (SCORE-7).
    TSTAMP("tstamp"),
    /// Another TTL (SCORE-7).
    TTL("ttl"),
    /// Client ports went down (SCORE-7).
    PORT("port"),
    /// Another MSS (SCORE-7).
    MTU("mtu"),
    /// An exact match became a fuzzy one, or the other way round (SCORE-7).
    FUZZY("fuzzy"),
    /// A proxy named itself (HTTP-27).
    VIA("via"),
    /// A server's clock jumped (HTTP-27).
    DATE("date"),
    /// Another web server at the same port (HTTP-21).
    SRV_SIG_LB("srv_sig_lb"),
    /// The User-Agent names another system (HTTP-26).
    UA_VS_OS("ua_vs_os");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /// The word in p0f's log.
    public String word() {
        return word;
    }

    /// This reason's place in [Reasons#bits].
    public int bit() {
        return 1 << ordinal();
    }
}
