package dev.synoptic.gateway.http.sites;

import dev.synoptic.gateway.http.ratios.MissingReply;
import dev.synoptic.gateway.http.ratios.RatioFigures;
import dev.synoptic.gateway.http.schema.Meaning;
import dev.synoptic.gateway.http.sites.SiteSource.Life;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All sites, and what was sent to each.
@Meaning("All sites, and what was sent to each.")
public record SitesReply(
        @Meaning("Start of the period; without it all time.")
        Optional<Instant> from,

        @Meaning("End of the period, not included.") Optional<Instant> to,
        @Meaning("The zone of every moment and window.") String timeZone,

        @Meaning("Versions of signatures, aliases and join rules that the counts rest on.")
        String rules,

        @Meaning("Versions of further counts, which are not in it.")
        List<String> otherRules,

        @Meaning("Whether more may still come.") boolean provisional,

        @Meaning("Everything before is complete; absent where no source was heard of, or all have ended.")
        Optional<Instant> completeTo,

        @Meaning("The sum over all sites.") RatioFigures total,

        @Meaning("Services of their mail hosts that anything ever came to: one of them can be asked for alone.")
        List<String> services,

        @Meaning("Mail hosts that anything ever came to: one of them can be asked for alone.")
        List<String> mailHosts,

        @Meaning("In the order of their names.") List<Site> sites) {

    /// One site.
    @Meaning("One site.")
    public record Site(
            @Meaning("Its name.") String site,

            @Meaning("The worst of its sources; absent where none was heard of since the gateway began.")
            Optional<Life> life,

            @Meaning("What was sent to it.") RatioFigures figures,

            @Meaning("What its counts of the period cannot know of.")
            MissingReply missing,

            @Meaning("What its agents read.") List<Source> sources) {}

    /// What one agent reads.
    @Meaning("What one agent reads.")
    public record Source(
            @Meaning("The agent.") String agent,

            @Meaning("A device, a capture file or a mail log.")
            String source,

            @Meaning("Whether it goes on.") Life life,
            @Meaning("Seconds since it was last heard of.") long silentSeconds,

            @Meaning("How far it was read; absent at its end.")
            Optional<Instant> readTo) {}
}
