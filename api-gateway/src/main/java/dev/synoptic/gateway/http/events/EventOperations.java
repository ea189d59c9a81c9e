package dev.synoptic.gateway.http.events;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Changes as they come: server-sent events.
///
/// @param hub tells of them
public record EventOperations(EventHub hub) {

    static final String MEDIA_TYPE = "text/event-stream";

    /// Shorter than the time after which a silent connection is closed.
    private static final long ALIVE_MILLIS = 10_000;

    /// How long a browser's own reader of events waits before it comes back. It comes without a place in the stream:
    /// whoever comes hears first how everything stands, so nothing can be missed.
    private static final String RETRY = "retry: 5000\n\n";

    /// All of them.
    public List<Operation> all() {
        return List.of(Operation.get(
                        "/api/v1/events",
                        "What changes, as it does: `ratios` when counts or their completeness did, `sites` when a"
                                + " source fell silent or came back, `health` when that did.",
                        Role.READ,
                        List.of(),
                        List.of(Content.of(MEDIA_TYPE)),
                        this::listen)
                .refusing(503));
    }

    private Reply listen(Request request) {
        Subscription subscription = hub.subscribe()
                .orElseThrow(() ->
                        Refusal.of(503, "there are " + EventHub.LISTENERS_MAX + " listeners already; ask again later"));
        return new Reply.Stream(MEDIA_TYPE, out -> write(subscription, out));
    }

    private void write(Subscription subscription, OutputStream out) throws IOException, InterruptedException {
        try {
            out.write(RETRY.getBytes(StandardCharsets.UTF_8));
            while (!subscription.hasEnded()) {
                String text = subscription.next(ALIVE_MILLIS).map(Event::text).orElse(": still here\n\n");
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } finally {
            hub.unsubscribe(subscription);
        }
    }
}
