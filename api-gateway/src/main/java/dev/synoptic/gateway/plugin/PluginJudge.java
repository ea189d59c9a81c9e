package dev.synoptic.gateway.plugin;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.packet.IpAddress;

/// Says what is to be done with clients. It answers from memory at once.
public interface PluginJudge {

    /// Everybody passes.
    PluginJudge PASS_ALL = new PluginJudge() {
        @Override
        public PluginAction of(IpAddress client, HostAnswer host) {
            return PluginAction.PASS;
        }

        @Override
        public boolean isTrusted(IpAddress client) {
            return false;
        }
    };

    /// About a host that is known.
    PluginAction of(IpAddress client, HostAnswer host);

    /// Whether a client passes whatever its host is, so that nobody need look (`mail.md` K4).
    boolean isTrusted(IpAddress client);
}
