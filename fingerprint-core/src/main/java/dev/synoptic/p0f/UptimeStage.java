package dev.synoptic.p0f;

import dev.synoptic.host.TimestampClock;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;

/// Samples the timestamp clocks of both sides of a connection (`p0f-v3.md` section 7).
final class UptimeStage {

    private final ObservationListener listener;

    UptimeStage(ObservationListener listener) {
        this.listener = listener;
    }

    /// UP-2, for the side that sent `segment`.
    void sample(Occasion occasion, Flow flow, SegmentView segment, long millis) {
        if (flow.probe) return;
        boolean client = occasion.isOfClient();
        if ((client ? flow.clientClock : flow.serverClock) != Flow.Clock.UNJUDGED) return;
        var host = client ? flow.client : flow.server;
        var reference = client ? host.lastSyn : host.lastSynAck;
        if (reference == null || reference.ownTimestamp() == 0) return;
        long timestamp = segment.ownTimestamp();
        if (timestamp == 0) return;
        double hertz = TimestampClock.hertz(millis - reference.millis(), reference.ownTimestamp(), timestamp);
        if (Double.isNaN(hertz)) return;
        if (TimestampClock.isCredible(hertz)) {
            judge(flow, client, Flow.Clock.GOOD);
            tell(occasion, host, timestamp, hertz);
        } else if (segment.kind() != SegmentKind.SYN) {
            judge(flow, client, Flow.Clock.BAD);
        }
    }

    private static void judge(Flow flow, boolean client, Flow.Clock verdict) {
        if (client) flow.clientClock = verdict;
        else flow.serverClock = verdict;
    }

    private void tell(Occasion occasion, Host host, long timestamp, double hertz) {
        int nominal = TimestampClock.nominalHertz(hertz);
        host.uptimeMinutes = TimestampClock.minutes(timestamp, nominal);
        host.uptimeModuloDays = TimestampClock.moduloDays(nominal);
        listener.uptime(occasion, host.uptimeMinutes, host.uptimeModuloDays, hertz);
    }
}
