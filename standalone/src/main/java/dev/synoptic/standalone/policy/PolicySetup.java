package dev.synoptic.standalone.policy;

import dev.synoptic.gateway.policy.FingerprintHeader;
import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.KarmaPoints;
import dev.synoptic.gateway.policy.PolicySettings;
import dev.synoptic.gateway.policy.RuleLimits;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.packet.Network;
import dev.synoptic.standalone.Synoptic;
import dev.synoptic.standalone.config.PolicySection;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.regex.Pattern;

/// What the settings say of the policy.
///
/// @param section them
public record PolicySetup(PolicySection section) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{4,64}");

    /// All of it, for a gateway.
    public PolicySettings settings() {
        return new PolicySettings(
                book(section),
                limits(),
                networks("policy.trusted", section.trusted()),
                header(),
                section.off(),
                section.offFile(),
                karma(),
                Synoptic.WALL);
    }

    /// The rules alone, as [RuleBook#referringTo] is asked with them.
    public static RuleBook book(PolicySection section) {
        try {
            return new RuleBook(section.rules().stream()
                    .map(rule -> new RuleReading(rule).rule())
                    .toList());
        } catch (IllegalArgumentException twoOfAName) {
            throw new UserMistake("policy.rules: " + twoOfAName.getMessage());
        }
    }

    private RuleLimits limits() {
        return new RuleLimits(
                section.shadow(), section.sharePercent() / 100.0, section.transactions(), section.knownGood());
    }

    private KarmaNumbers karma() {
        var points = section.karmaPoints();
        return new KarmaNumbers(
                new KarmaPoints(
                        points.accepted(),
                        points.signedIn(),
                        points.unknownRecipient(),
                        points.relay(),
                        points.earlyTalker(),
                        points.dnsbl(),
                        points.helo(),
                        points.senderDomain(),
                        points.failedLogin(),
                        points.content()),
                section.karmaNaughty(),
                section.karmaNice(),
                section.karmaGood(),
                section.karmaNegative(),
                section.penalty(),
                section.penaltyBonusBelow());
    }

    private FingerprintHeader header() {
        return new FingerprintHeader(
                FingerprintHeader.Form.valueOf(section.header().name()),
                section.tokenFile().map(PolicySetup::token));
    }

    /// A secret: others must not be able to read it, and it is never shown.
    private static String token(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new UserMistake(
                        "policy.token-file: " + file + " can be read by everybody, expected mode 0640 or less");
            }
            String token = Files.readString(file).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new UserMistake("policy.token-file: " + file
                        + " does not hold one word of 4 to 64 letters, digits, dots, hyphens or underscores");
            }
            return token;
        } catch (IOException unreadable) {
            throw new OutsideFailure("policy.token-file: cannot read " + file, unreadable);
        }
    }

    static List<Network> networks(String setting, List<String> texts) {
        return texts.stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new UserMistake(
                                setting + ": found \"" + text + "\", expected a network such as 192.0.2.0/24")))
                .toList();
    }
}
