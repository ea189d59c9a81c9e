package dev.synoptic.standalone.config;

/// What each event of a connection counts for its sender's karma.
public record KarmaPointsSection(
        @Setting(value = "each message accepted", byDefault = "1")
        int accepted,

        @Setting(value = "having signed in, once", byDefault = "1")
        int signedIn,

        @Setting(value = "each recipient that there is not", byDefault = "-1")
        int unknownRecipient,

        @Setting(value = "each recipient elsewhere", byDefault = "-1")
        int relay,

        @Setting(value = "talking before the greeting was over", byDefault = "-1")
        int earlyTalker,

        @Setting(value = "a hit in a DNS list; -3 in the hard mode of qpsmtpd's plug-in", byDefault = "-1")
        int dnsbl,

        @Setting(value = "a refused HELO or EHLO", byDefault = "-1")
        int helo,

        @Setting(value = "a refused sender's domain", byDefault = "-1")
        int senderDomain,

        @Setting(value = "a failed login", byDefault = "-1") int failedLogin,

        @Setting(value = "a message refused for what it holds", byDefault = "-1")
        int content) {

    private static final int MOST = 1_000;

    public KarmaPointsSection {
        require("accepted", accepted);
        require("signed-in", signedIn);
        require("unknown-recipient", unknownRecipient);
        require("relay", relay);
        require("early-talker", earlyTalker);
        require("dnsbl", dnsbl);
        require("helo", helo);
        require("sender-domain", senderDomain);
        require("failed-login", failedLogin);
        require("content", content);
    }

    private static void require(String name, int points) {
        if (Math.abs((long) points) > MOST) {
            throw new IllegalArgumentException(name + ": " + points + ", expected -1000 to 1000");
        }
    }
}
