package dev.synoptic.gateway.v2;

import java.util.Map;

/// What one p0f v2 listener was told.
///
/// @param shortQueries takes the 20 octets of 2.0.7 and older; after 20 octets nobody can tell the two forms apart
/// @param loose        answers by addresses where the connection itself was not seen
/// @param linkNames    link types in the words of p0f 2, for rules that match those
public record V2Form(boolean shortQueries, boolean loose, Map<String, String> linkNames) {

    /// That of p0f 2.0.8, generous.
    public static final V2Form USUAL = new V2Form(false, true, Map.of());

    private static final int LONG_OCTETS = 24;
    private static final int SHORT_OCTETS = 20;

    public V2Form {
        linkNames = Map.copyOf(linkNames);
    }

    int queryOctets() {
        return shortQueries ? SHORT_OCTETS : LONG_OCTETS;
    }
}
