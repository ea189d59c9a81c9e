package dev.synoptic.agent.live;

import static dev.synoptic.agent.AgentCounter.ACKNOWLEDGED;
import static dev.synoptic.agent.AgentCounter.COMPLETIONS;
import static dev.synoptic.agent.AgentCounter.FRAMES;
import static dev.synoptic.agent.AgentCounter.KERNEL_DROPS;
import static dev.synoptic.agent.AgentCounter.LOG_FAULTS;
import static dev.synoptic.agent.AgentCounter.LOG_GAPS;
import static dev.synoptic.agent.AgentCounter.LOG_LINES;
import static dev.synoptic.agent.AgentCounter.LOST_IN_CRASH;
import static dev.synoptic.agent.AgentCounter.QUEUE_DROPPED;
import static dev.synoptic.agent.AgentCounter.REFUSED;
import static dev.synoptic.agent.AgentCounter.SEGMENTS;
import static dev.synoptic.agent.AgentCounter.SPOOL_DROPPED;
import static dev.synoptic.agent.AgentCounter.SPOOL_UNWRITTEN;
import static dev.synoptic.agent.AgentCounter.SYNS;
import static dev.synoptic.agent.AgentCounter.SYNS_HELD_BACK;
import static dev.synoptic.agent.AgentCounter.VERDICTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// What the metrics say, in words for an administrator.
final class StatusWords {

    private StatusWords() {}

    static List<String> of(LiveStatus status) {
        List<String> words = new ArrayList<>();
        words.add("agent " + status.agent() + " at site " + status.site() + ": "
                + (status.troubles().isEmpty() ? "all is well" : "something is wrong"));
        status.troubles().forEach(trouble -> words.add("  ! " + trouble));
        for (var each : status.interfaces()) {
            words.add(String.format(
                    Locale.ROOT,
                    "interface %s: %s; %,d frames passed its filter, %,d of them lost by the kernel",
                    each.name(),
                    each.open() ? "open" : "away",
                    each.counters().received(),
                    each.counters().dropped()));
        }
        status.logs().forEach(log -> words.add("following " + log.source()));
        words.add(say("frames: %,d read, %,d TCP segments in them", status.count(FRAMES), status.count(SEGMENTS)));
        words.add(say(
                "handshakes: %,d SYNs told, %,d connections completed, %,d SYNs held back",
                status.count(SYNS), status.count(COMPLETIONS), status.count(SYNS_HELD_BACK)));
        words.add(say("mail logs: %,d lines read, %,d verdicts", status.count(LOG_LINES), status.count(VERDICTS)));
        words.add(say(
                "brokers: %,d acknowledgements; %,d records wait in memory",
                status.count(ACKNOWLEDGED), (long) status.waiting()));
        words.add(spool(status));
        words.add(say("lost for good: %,d", lost(status)));
        if (status.count(LOG_GAPS) + status.count(LOG_FAULTS) > 0) {
            words.add(say(
                    "mail logs: %,d gaps, %,d times not readable", status.count(LOG_GAPS), status.count(LOG_FAULTS)));
        }
        return words;
    }

    private static long lost(LiveStatus status) {
        return status.count(KERNEL_DROPS)
                + status.count(QUEUE_DROPPED)
                + status.count(SPOOL_DROPPED)
                + status.count(SPOOL_UNWRITTEN)
                + status.count(REFUSED)
                + status.count(LOST_IN_CRASH);
    }

    private static String spool(LiveStatus status) {
        var spool = status.spool();
        if (spool.octets() == 0) return "spool: empty";
        String age = spool.age()
                .map(oldest -> ", the oldest of " + oldest.toSeconds() + " s ago")
                .orElse("");
        return say("spool: %,d octets", spool.octets()) + age;
    }

    private static String say(String words, long... numbers) {
        return String.format(Locale.ROOT, words, LongStream.of(numbers).boxed().toArray());
    }
}
