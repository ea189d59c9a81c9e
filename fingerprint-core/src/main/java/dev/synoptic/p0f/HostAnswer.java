package dev.synoptic.p0f;

import org.jspecify.annotations.Nullable;

/// What a host's record says to a query (`p0f-v3.md` API-3, O-33: values of different ages and roles).
final class HostAnswer {

    private HostAnswer() {}

    static P0fAnswer of(Host host) {
        var system = host.system == null ? null : host.system.label();
        var software = host.software;
        return new P0fAnswer(
                P0fAnswer.Status.OK,
                host.firstSeen,
                host.lastSeen,
                host.connections,
                (int) host.uptimeMinutes,
                host.uptimeModuloDays,
                host.lastSharing,
                host.lastChange,
                host.distance,
                host.badSoftware,
                host.quality,
                system == null ? "" : system.name(),
                system == null ? "" : system.flavor(),
                software == null ? "" : software.name(),
                software == null ? "" : software.flavor(),
                orEmpty(host.link),
                orEmpty(host.language));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
