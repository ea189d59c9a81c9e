/// What Synoptic knows: packets, signatures, matching, hosts and verdicts, as pure functions.
///
/// It needs nothing but `java.base`; the annotations are for the compiler alone.
module dev.synoptic.core {
    requires static org.jspecify;

    exports dev.synoptic.tcp;
    exports dev.synoptic.packet;
    exports dev.synoptic.flow;
    exports dev.synoptic.http;
    exports dev.synoptic.signature;
    exports dev.synoptic.match;
    exports dev.synoptic.host;
    exports dev.synoptic.p0f;
    exports dev.synoptic.verdict;
    exports dev.synoptic.verdict.join;
    exports dev.synoptic.verdict.log;
    exports dev.synoptic.verdict.postfix;
    exports dev.synoptic.verdict.ratio;
    exports dev.synoptic.verdict.release;
    exports dev.synoptic.verdict.rspamd;
    exports dev.synoptic.verdict.score;
    exports dev.synoptic.verdict.source;
    exports dev.synoptic.verdict.statistics;
}
