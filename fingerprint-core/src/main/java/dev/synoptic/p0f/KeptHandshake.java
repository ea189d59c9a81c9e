package dev.synoptic.p0f;

import dev.synoptic.host.HandshakeTrace;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.signature.TcpSignature;

/// A SYN or SYN+ACK as a host's record keeps it (`p0f-v3.md` TCP-11); reused, never shared.
final class KeptHandshake implements HandshakeTrace {

    private TcpMatch match;
    private int quirkBits;
    private int layoutSize;
    private long layoutWord0;
    private long layoutWord1;
    private long layoutWord2;
    private int ttl;
    private int mss;
    private long ownTimestamp;
    private long millis;

    KeptHandshake(TcpMatch match) {
        this.match = match;
    }

    void take(SegmentView segment, TcpMatch judged, long capturedMillis) {
        match = judged;
        quirkBits = segment.quirkBits();
        layoutSize = segment.layoutSize();
        layoutWord0 = segment.layoutWord(0);
        layoutWord1 = segment.layoutWord(1);
        layoutWord2 = segment.layoutWord(2);
        ttl = segment.ttl();
        mss = segment.mss();
        ownTimestamp = segment.ownTimestamp();
        millis = capturedMillis;
    }

    private TcpSignature row() {
        return match.winner().orElseThrow().signature();
    }

    @Override
    public boolean known() {
        return match.isKnown();
    }

    @Override
    public boolean fuzzy() {
        return match.isFuzzy();
    }

    @Override
    public boolean randomTtl() {
        return match.hasRandomTtl();
    }

    @Override
    public String name() {
        return row().label().name();
    }

    @Override
    public Object labelIdentity() {
        return row().row();
    }

    @Override
    public int line() {
        return row().line();
    }

    @Override
    public int quirkBits() {
        return quirkBits;
    }

    @Override
    public int layoutSize() {
        return layoutSize;
    }

    @Override
    public long layoutWord(int index) {
        return switch (index) {
            case 0 -> layoutWord0;
            case 1 -> layoutWord1;
            default -> layoutWord2;
        };
    }

    @Override
    public int ttl() {
        return ttl;
    }

    @Override
    public int mss() {
        return mss;
    }

    @Override
    public long ownTimestamp() {
        return ownTimestamp;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public int distance() {
        return match.distance();
    }
}
