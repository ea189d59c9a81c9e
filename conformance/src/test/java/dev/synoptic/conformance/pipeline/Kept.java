package dev.synoptic.conformance.pipeline;

import java.util.regex.Pattern;

/// What a front says of the sockets that it keeps.
final class Kept {

    private static final Pattern TCP = Pattern.compile("keeping (127\\.0\\.0\\.1:[0-9]+)");

    private Kept() {}

    static String policyAddress(String said) {
        var matcher = TCP.matcher(said);
        if (!matcher.find()) throw new AssertionError("the front keeps no TCP socket: " + said);
        return matcher.group(1);
    }
}
