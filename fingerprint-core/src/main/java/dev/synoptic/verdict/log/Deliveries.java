package dev.synoptic.verdict.log;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.log.Delivery.Outcome;
import dev.synoptic.verdict.log.Tally.Kind;
import java.util.EnumSet;
import java.util.Set;

/// Tells what became of messages after they were accepted (V5), as far as that is news: of each message each outcome
/// once, however many recipients it has and however often it is tried.
///
/// That it was sent is news only where it did not go at once: where another outcome was told before, or where nobody
/// can say, since the log did not tell how it came, as after a restart. What the host itself sends is nobody's (V6).
public final class Deliveries {

    /// Messages remembered, from when they come until they are gone from the queue; of those beyond it, oldest first,
    /// everything is told as of one of which it is not known how it came.
    static final int MESSAGES_MAX = 50_000;

    private final ExtractorSettings settings;
    private final Emission out;
    private final Tally tally;
    private final Recent<Message, Fate> messages;

    private record Message(String host, String id) {}

    /// What is known of a message.
    private sealed interface Fate {

        /// Born on the host itself.
        record OfTheHost() implements Fate {}

        /// Brought by a client, or nobody knows by whom.
        ///
        /// @param isNew whether the log told how it came, and nothing but that it was sent since
        /// @param told  outcomes that were
        record OfAClient(boolean isNew, Set<Outcome> told) implements Fate {

            boolean isNews(Outcome outcome) {
                return !told.contains(outcome) && !(isNew && outcome == Outcome.SENT);
            }

            OfAClient after(Outcome outcome) {
                var more = EnumSet.of(outcome);
                more.addAll(told);
                return new OfAClient(false, more);
            }
        }
    }

    public Deliveries(ExtractorSettings settings, Emission out, Tally tally) {
        this.settings = settings;
        this.out = out;
        this.tally = tally;
        messages = new Recent<>(MESSAGES_MAX, forgotten -> tally.count(Kind.DELIVERIES_FORGOTTEN));
    }

    /// A message comes from this client; one of the same queue id was another, and is gone (V21).
    public void came(String host, String id, IpAddress client) {
        gone(host, id);
        messages.put(new Message(host, id), Words.isLoopback(client) ? new Fate.OfTheHost() : fresh(true));
    }

    /// A message that no client was heard to bring: unless one was, it is the host's own.
    public void cameUnheard(String host, String id) {
        var message = new Message(host, id);
        if (messages.get(message) == null) messages.put(message, new Fate.OfTheHost());
    }

    /// Nothing more will be told of it.
    public void gone(String host, String id) {
        messages.remove(new Message(host, id));
    }

    /// What became of it, or of some of its recipients.
    public void outcome(String host, String id, long micros, Outcome outcome) {
        var message = new Message(host, id);
        Fate known = messages.get(message);
        switch (known == null ? fresh(false) : known) {
            case Fate.OfAClient client
            when client.isNews(outcome) -> {
                messages.put(message, client.after(outcome));
                String named = settings.host().orElse(host);
                out.delivery(new Delivery(settings.agent(), settings.site(), named, id, micros, outcome));
            }
            case Fate.OfAClient client -> tally.count(Kind.DELIVERIES_LEFT_OUT);
            case Fate.OfTheHost() -> tally.count(Kind.DELIVERIES_LEFT_OUT);
        }
    }

    private static Fate fresh(boolean isNew) {
        return new Fate.OfAClient(isNew, EnumSet.noneOf(Outcome.class));
    }
}
