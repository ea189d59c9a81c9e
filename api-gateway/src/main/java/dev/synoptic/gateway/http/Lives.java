package dev.synoptic.gateway.http;

import dev.synoptic.gateway.http.sites.SiteSource;
import dev.synoptic.gateway.http.sites.SiteSource.Life;
import java.util.Map;
import java.util.stream.Collectors;

/// How many sources are how.
///
/// @param alive  going on
/// @param silent not heard of for too long
/// @param ended  read to their end
record Lives(long alive, long silent, long ended) {

    Lives(SiteSource sites) {
        this(sites.heard().stream().collect(Collectors.groupingBy(SiteSource.Heard::life, Collectors.counting())));
    }

    private Lives(Map<Life, Long> counts) {
        this(
                counts.getOrDefault(Life.ALIVE, 0L),
                counts.getOrDefault(Life.SILENT, 0L),
                counts.getOrDefault(Life.ENDED, 0L));
    }
}
