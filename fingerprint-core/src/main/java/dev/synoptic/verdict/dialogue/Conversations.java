package dev.synoptic.verdict.dialogue;

import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.Spans;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sessions that go on, by whatever a server tells them apart.
public final class Conversations {

    private final ExtractorSettings settings;
    private final Tally tally;
    private final Emission out;
    private final SessionNames names = new SessionNames();
    private final long idleMicros;
    private final Spans spans = new Spans();
    private final Map<String, Conversation> open = new LinkedHashMap<>();
    private long nextSweepMicros = Long.MIN_VALUE;

    /// @param idle how long a session may be silent before it counts as over
    public Conversations(ExtractorSettings settings, Tally tally, Emission out, Duration idle) {
        this.settings = settings;
        this.tally = tally;
        this.out = out;
        this.idleMicros = idle.toNanos() / 1_000;
    }

    public Optional<Conversation> find(String key) {
        return Optional.ofNullable(open.get(key));
    }

    /// A session begins; one of the same key is over, though nobody said so.
    public Conversation begin(String key, Conversation.Opening opening) {
        end(key);
        if (open.size() >= settings.limits().sessions()) {
            tally.count(Kind.EVICTED);
            end(open.keySet().iterator().next());
        }
        var made = new Conversation(settings, out, names.begin(opening.host(), key, opening.micros()), opening);
        open.put(key, made);
        return made;
    }

    /// The session goes on under another key.
    public void rename(String from, String to) {
        var conversation = open.remove(from);
        if (conversation == null) return;
        end(to);
        open.put(to, conversation);
    }

    public void end(String key) {
        var ended = open.remove(key);
        if (ended != null) close(ended);
    }

    /// Ends what has been silent or has lasted too long; looks once a second.
    void advanceTo(long nowMicros) {
        if (nowMicros < nextSweepMicros) return;
        nextSweepMicros = nowMicros + 1_000_000;
        long started = nowMicros - settings.limits().session().toNanos() / 1_000;
        List<Conversation> over = new ArrayList<>();
        for (Iterator<Conversation> each = open.values().iterator(); each.hasNext(); ) {
            Conversation conversation = each.next();
            boolean lasted = conversation.opening().micros() < started;
            if (lasted || conversation.lastMicros() < nowMicros - idleMicros) {
                each.remove();
                over.add(conversation);
                if (lasted) tally.count(Kind.EVICTED);
            }
        }
        over.forEach(this::close);
    }

    void close() {
        open.values().forEach(this::close);
        open.clear();
    }

    private void close(Conversation conversation) {
        spans.ended(conversation.opening().from(), conversation.last().serial());
        conversation.close();
    }

    /// A line about a session that is over already.
    public void mentioned(Place from, Place line) {
        spans.ended(from, line.serial());
    }

    Place before(Place wanted) {
        return spans.before(wanted);
    }

    Optional<Place> needed() {
        return open.values().stream().map(c -> c.opening().from()).min(Comparator.comparingLong(Place::serial));
    }

    long oldestMicros() {
        return open.values().stream().mapToLong(c -> c.opening().micros()).min().orElse(Long.MAX_VALUE);
    }
}
