package dev.synoptic.flow;

/// Where a raw record comes from, so that a repeat of it is recognised.
///
/// @param agent    the capture agent's configured name
/// @param site     the site it watches; verdicts and fingerprints of one site belong together
/// @param instance made anew at each start of an agent; for a file, the digest of its octets
/// @param sequence grows by one with each record of an instance; for a file, the packet's number
public record Origin(String agent, String site, String instance, long sequence) {

    /// Longest name of an agent, a site or an instance, in UTF-8: names come again in every state and every day of a
    /// host, and a state must fit into a message.
    public static final int NAME_OCTETS_MAX = 255;
}
