package dev.synoptic.gateway.plugin;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostText;
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

    /// What is to be done, and where it passes, for how long (`mail.md` K4).
    ///
    /// @param settled whether what it says of the client will still hold tomorrow: its host is known, or no matter
    static void put(
            PluginQuery query, PluginAction action, boolean settled, Optional<HostAnswer> host, ByteBuffer answers) {
        int ttl = settled ? TTL_KNOWN_SECONDS : TTL_UNKNOWN_SECONDS;
        put(query, action, action == PluginAction.PASS ? ttl : 0, query.details() ? host : Optional.empty(), answers);
    }

    /// Whoever gives no address is let pass, and may ask again at once.
    static void putPass(PluginQuery query, ByteBuffer answers) {
        put(query, PluginAction.PASS, 0, Optional.empty(), answers);
    }

    private static void put(
            PluginQuery query, PluginAction action, int ttl, Optional<HostAnswer> details, ByteBuffer answers) {
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
