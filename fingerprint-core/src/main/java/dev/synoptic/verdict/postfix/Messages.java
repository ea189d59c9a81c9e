package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.log.OpenLimits;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The messages that are on their way, by host and queue id, oldest first.
final class Messages {

    private final OpenLimits limits;
    private final Tally tally;
    private final Map<Key, Message> open = new LinkedHashMap<>();

    private record Key(String host, String id) {}

    Messages(OpenLimits limits, Tally tally) {
        this.limits = limits;
        this.tally = tally;
    }

    /// A message is born; one of the same id was another, and is gone (V21).
    void begin(Message message) {
        var key = new Key(message.host, message.id);
        open.remove(key);
        if (open.size() >= limits.messages()) {
            open.remove(open.keySet().iterator().next());
            tally.count(Kind.EVICTED);
        }
        open.put(key, message);
    }

    Optional<Message> find(String host, String id) {
        return Optional.ofNullable(open.get(new Key(host, id)));
    }

    void end(String host, String id) {
        open.remove(new Key(host, id));
    }

    /// Forgets what was settled and is past all correction (V20); what waits in the queue longer is followed no
    /// further.
    void forgetBefore(long micros) {
        for (Iterator<Message> oldest = open.values().iterator(); oldest.hasNext(); ) {
            Message message = oldest.next();
            if (message.bornMicros >= micros) return;
            if (message.settled().isPresent()) oldest.remove();
        }
    }
}
