package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.log.Deliveries;
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
    private final Deliveries deliveries;
    private final Map<Key, Message> open = new LinkedHashMap<>();

    private record Key(String host, String id) {}

    Messages(OpenLimits limits, Tally tally, Deliveries deliveries) {
        this.limits = limits;
        this.tally = tally;
        this.deliveries = deliveries;
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
        deliveries.came(message.host, message.id, message.peer.address());
    }

    Optional<Message> find(String host, String id) {
        return Optional.ofNullable(open.get(new Key(host, id)));
    }

    void end(String host, String id) {
        deliveries.gone(host, id);
        open.remove(new Key(host, id));
    }

    /// Forgets what was settled and is past all correction (V20); [Deliveries] know of what waits in the queue longer.
    void forgetBefore(long micros) {
        for (Iterator<Message> oldest = open.values().iterator(); oldest.hasNext(); ) {
            Message message = oldest.next();
            if (message.bornMicros >= micros) return;
            if (message.settled().isPresent()) oldest.remove();
        }
    }
}
