package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Lines of `cleanup` and `qmgr` that stand before the `client=` of their message: lines of different processes may be
/// out of order (V36). What nobody asks for in time was of messages born on the host itself (V6).
final class EarlyLines {

    /// The most lines that are held; one more, and the oldest is given up.
    static final int LINES_MAX = 1_000;

    private final Tally tally;
    private final ArrayDeque<Early> held = new ArrayDeque<>();

    private record Early(String id, SyslogLine line) {
        boolean isAbout(Message message) {
            return id.equals(message.id) && line.host().equals(message.host);
        }

        /// Ids hold the microsecond of their birth, so that no two of one second are alike: what was said in an earlier
        /// one was of another message (V21).
        boolean isSince(Message message) {
            return line.second() >= Math.floorDiv(message.bornMicros, 1_000_000L);
        }
    }

    EarlyLines(Tally tally) {
        this.tally = tally;
    }

    void hold(String id, SyslogLine line) {
        if (held.size() == LINES_MAX) {
            held.removeFirst();
            tally.count(Kind.EVICTED);
        }
        held.addLast(new Early(id, line));
    }

    /// Those about a message, in order, which are then held no longer.
    List<SyslogLine> take(Message message) {
        if (held.isEmpty()) return List.of();
        var found = new ArrayList<SyslogLine>();
        for (Iterator<Early> each = held.iterator(); each.hasNext(); ) {
            Early early = each.next();
            if (!early.isAbout(message)) continue;
            if (early.isSince(message)) found.add(early.line());
            each.remove();
        }
        return found;
    }

    void forgetBefore(long micros) {
        while (!held.isEmpty() && held.getFirst().line().micros() < micros) held.removeFirst();
    }
}
