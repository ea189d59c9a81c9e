package dev.synoptic.match;

/// How a row and an observation agree, best first. One deviation is tolerated, two are not.
enum FleetFit {
    /// In everything.
    EXACT,
    /// In everything but the hop limit, which IPv6 routers hand out to their hosts (`docs/signatures.md`).
    HOP_LIMIT,
    /// But for fragmentation, identification or ECN bits, which boxes on the way clear and set.
    QUIRKS,
    /// But for the hops, which tunnels and gateways rewrite.
    HOPS,
    /// Not.
    MISFIT;

    static FleetFit of(boolean sameQuirks, boolean fitsTtl, boolean v6) {
        if (sameQuirks) return fitsTtl ? EXACT : v6 ? HOP_LIMIT : HOPS;
        return fitsTtl || v6 ? QUIRKS : MISFIT;
    }
}
