package dev.synoptic.agent.capture;

/// A capture filter that libpcap does not compile, in its own words.
public final class FilterSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    FilterSyntaxException(String expression, String why) {
        super("filter \"" + expression + "\": " + why);
    }
}
