package dev.synoptic.schemas;

import java.util.Optional;

/// What a row of `ratios.v1` counts. A host lives in one partition, so sums over partitions count no host
/// twice.
///
/// @param windowStartMicros start of the window, microseconds since 1970, UTC; 0 for all time
/// @param windowSeconds     length of the window; 0 for all time
/// @param site              of the mail hosts; empty for progress. Sums over sites are the reader's
/// @param dimension         what rows are grouped by; [#PROGRESS] for the rows that say how far counting is closed
/// @param within            the greater group, such as `Linux` for a flavor of it; empty where there is none
/// @param group             such as `3.11 and newer`; empty for progress
/// @param rules             versions of the rules and signatures that the counts rest on; never summed over
/// @param partition         the partition of the inputs that was counted, from 0
public record RatioKey(
        long windowStartMicros,
        long windowSeconds,
        String site,
        String dimension,
        String within,
        String group,
        String rules,
        int partition) {

    /// Flavors of operating systems, each within its family; sums over a family's flavors are the family.
    public static final String FLAVOR = "flavor";

    /// Before the name of a service in the dimension of the flavors that were counted at it alone.
    private static final String FLAVOR_AT = FLAVOR + '@';

    /// Before the name of a mail host in the dimension of the flavors that were counted at it alone.
    private static final String FLAVOR_ON = FLAVOR + '/';

    /// Rows of the signature file, each within its family, by the day.
    public static final String SIGNATURE = "signature";

    /// Kinds of link, by the day.
    public static final String LINK = "link";

    /// Hops between client and mail host, by the day.
    public static final String DISTANCE = "distance";

    /// Whether several hosts share the client's address, by the day.
    public static final String NAT = "nat";

    /// Programs that bring their own stack, by the day.
    public static final String TOOL = "tool";

    /// What the senders of each flavor are worth, by the day; of other groups see [#sendersOf].
    public static final String SENDERS = "senders";

    /// How the clocks of a capturing agent and a mail host compare, of all time.
    public static final String CLOCK = "clock";

    /// What the sessions of a partition say of the clocks of a capturing agent and a mail host: for the other
    /// partitions.
    public static final String DIFFERENCES = "clock-differences";

    /// Whether all sources of a site have ended in a partition, and all that it can say of clocks has been told.
    public static final String TOLD = "clocks-told";

    /// What the counts of a site cannot know of, by source within its agent, by the hour, the day and of all time.
    public static final String MISSING = "missing";

    /// The dimension of the rows that say how far counting is closed.
    public static final String PROGRESS = "progress";

    /// The dimension of the rows that say that a window of a site was counted anew.
    public static final String REBUILT = "rebuilt";

    /// Behind the versions in keys of rows that were counted anew.
    private static final String ANEW = " rebuilt";

    /// The dimension of the flavors of what came to one service of the mail hosts, in the same windows as those
    /// of what came to any (`mail.md` T6). They stand beside the rows of all services: a sender of several is one
    /// sender there.
    public static String flavorAt(String service) {
        return FLAVOR_AT + service;
    }

    /// The service that rows of this dimension are about; empty where they are about all.
    public static Optional<String> serviceOf(String dimension) {
        return dimension.startsWith(FLAVOR_AT)
                ? Optional.of(dimension.substring(FLAVOR_AT.length()))
                : Optional.empty();
    }

    /// The dimension of the flavors of what came to one mail host, in the same windows as those of what came to any
    /// (`mail.md` T6). Not to be taken for the host that mail comes from.
    public static String flavorOn(String mailHost) {
        return FLAVOR_ON + mailHost;
    }

    /// The mail host that rows of this dimension are about; empty where they are about all.
    public static Optional<String> mailHostOf(String dimension) {
        return dimension.startsWith(FLAVOR_ON)
                ? Optional.of(dimension.substring(FLAVOR_ON.length()))
                : Optional.empty();
    }

    /// Whether rows of this dimension are kept by the hour, the day, the week and of all time; else by the day alone.
    public static boolean isInEveryWindow(String dimension) {
        return dimension.equals(FLAVOR) || dimension.startsWith(FLAVOR_AT) || dimension.startsWith(FLAVOR_ON);
    }

    /// The dimension of the rows that say what the senders of another dimension's groups are worth, by the day.
    public static String sendersOf(String dimension) {
        return dimension.equals(FLAVOR) ? SENDERS : SENDERS + '-' + dimension;
    }

    /// Whether rows of this dimension count senders.
    public boolean isOfSenders() {
        return dimension.startsWith(SENDERS);
    }

    /// The dimension of the groups that are counted: of a row of senders, that of which the senders are.
    public String counted() {
        if (!isOfSenders()) return dimension;
        return dimension.equals(SENDERS) ? FLAVOR : dimension.substring(SENDERS.length() + 1);
    }

    /// The key of the row that says how the clock of a capturing agent compares to a mail host's.
    public static RatioKey clock(String site, String host, String agent, String rules, int partition) {
        return new RatioKey(0, 0, site, CLOCK, host, agent, rules, partition);
    }

    /// The key of the row that says what the sessions of a partition tell of two clocks.
    public static RatioKey differences(String site, String host, String agent, int partition) {
        return new RatioKey(0, 0, site, DIFFERENCES, host, agent, "", partition);
    }

    /// The key of the row that says whether a partition has told all that it can say of a site's clocks.
    public static RatioKey told(String site, int partition) {
        return new RatioKey(0, 0, site, TOLD, "", "", "", partition);
    }

    /// Whether the row is from one partition to the others, and nothing is counted in it.
    public boolean isBetweenPartitions() {
        return dimension.equals(DIFFERENCES) || dimension.equals(TOLD);
    }

    /// The key of the same row as a rebuild has counted it: beside the live one, which goes on being written.
    public RatioKey rebuilt() {
        return new RatioKey(windowStartMicros, windowSeconds, site, dimension, within, group, rules + ANEW, partition);
    }

    /// Whether a rebuild has counted it.
    public boolean isRebuilt() {
        return rules.endsWith(ANEW);
    }

    /// What the counts rest on, however they were counted.
    public String versions() {
        return isRebuilt() ? rules.substring(0, rules.length() - ANEW.length()) : rules;
    }

    /// The key of the row that says that a window of a site is whole in the rows that a rebuild has counted: with it
    /// they take the place of the live ones of the same versions.
    public static RatioKey rebuiltWindow(long startMicros, long seconds, String site, String versions) {
        return new RatioKey(startMicros, seconds, site, REBUILT, "", "", versions + ANEW, 0);
    }

    /// The same for the window that this row is of.
    public RatioKey rebuiltWindow() {
        return rebuiltWindow(windowStartMicros, windowSeconds, site, versions());
    }

    /// The key of the row that says how far the counts of a partition are closed.
    public static RatioKey progress(String rules, int partition) {
        return new RatioKey(0, 0, "", PROGRESS, "", "", rules, partition);
    }
}
