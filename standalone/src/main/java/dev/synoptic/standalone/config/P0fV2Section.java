package dev.synoptic.standalone.config;

import java.util.List;

/// What a p0f-v2 listener may be told.
public record P0fV2Section(
        @Setting(value = "takes the queries of 20 octets of p0f 2.0.7 and older, and no others", byDefault = "false")
        boolean shortQueries,

        @Setting(
                value = "answers by the addresses where the connection itself was not seen; without it such a query"
                        + " finds nothing",
                byDefault = "true")
        boolean loose,

        @Setting("other names for link types, each `name=name of p0f 2`, such as `Ethernet or modem=ethernet/modem`")
        List<String> linkNames) {

    public P0fV2Section {
        for (String each : linkNames) {
            if (each.indexOf('=') < 1) {
                throw new IllegalArgumentException("link-names: found \"" + each + "\", expected name=other name");
            }
        }
    }
}
