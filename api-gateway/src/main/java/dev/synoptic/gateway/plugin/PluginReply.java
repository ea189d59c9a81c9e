package dev.synoptic.gateway.plugin;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostText;
import dev.synoptic.gateway.plugin.PluginRules.Action;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Three lines in this order and no others unless details were wanted, LF alone, then an empty one.
final class PluginReply {

    /// Octets of a reply, at most: an id of 256, three texts of 255, and what stands between.
    static final int OCTETS_MAX = 1280;

    /// Seconds for which a host of which nothing is known is not asked about again.
    private static final int TTL_UNKNOWN_SECONDS = 60;

    /// Seconds for which a host that may pass is not asked about again.
    private static final int TTL_KNOWN_SECONDS = 600;

    private PluginReply() {}

    /// @return what it says
    static Action put(PluginQuery query, Optional<HostAnswer> host, PluginRules rules, ByteBuffer answers) {
        Action action = host.map(rules::of).orElse(Action.PASS);
        int ttl = host.isPresent() ? TTL_KNOWN_SECONDS : TTL_UNKNOWN_SECONDS;
        put(query, action, action == Action.PASS ? ttl : 0, query.details() ? host : Optional.empty(), answers);
        return action;
    }

    /// Whoever gives no address is let pass, and may ask again at once.
    static void putPass(PluginQuery query, ByteBuffer answers) {
        put(query, Action.PASS, 0, Optional.empty(), answers);
    }

    private static void put(
            PluginQuery query, Action action, int ttl, Optional<HostAnswer> details, ByteBuffer answers) {
        var reply = new StringBuilder("query_id=").append(query.id());
        reply.append("\naction=")
                .append(action.word())
                .append("\nttl=")
                .append(ttl)
                .append('\n');
        details.ifPresent(host -> {
            reply.append("os=").append(HostText.system(host)).append('\n');
            host.link()
                    .ifPresent(link -> reply.append("link=")
                            .append(HostText.ascii(link, HostText.OCTETS_MAX))
                            .append('\n'));
            host.distance()
                    .ifPresent(hops -> reply.append("distance=").append(hops).append('\n'));
            reply.append("shared=").append(host.isShared() ? "yes\n" : "no\n");
            if (host.usesTool()) {
                host.tool()
                        .ifPresent(tool -> reply.append("tool=")
                                .append(HostText.ascii(tool.text(), HostText.OCTETS_MAX))
                                .append('\n'));
            }
        });
        answers.put(reply.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
