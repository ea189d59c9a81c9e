package dev.synoptic.standalone.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.KarmaPoints;
import dev.synoptic.gateway.policy.PolicySettings;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.config.SettingsSource;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the settings say of a policy arrives as it was meant (`mail.md` f.1).
class PolicySetupTest {

    @TempDir
    private Path folder;

    private KarmaNumbers karma(String policy) throws IOException {
        return settings(policy).karma();
    }

    private RuleBook book(String policy) throws IOException {
        return settings(policy).book();
    }

    private PolicySettings settings(String policy) throws IOException {
        Path file = Files.writeString(folder.resolve("synoptic.yaml"), "policy: " + policy + "\n");
        var settings = new SettingsSource(Optional.of(file), Map.of(), List.of()).load(Settings.class);
        return new PolicySetup(settings.policy()).settings();
    }

    @Test
    void withoutSettingsKarmaIsAsQpsmtpdHasIt() throws IOException {
        assertThat(karma("{}")).isEqualTo(KarmaNumbers.USUAL);
    }

    @Test
    void everyNumberOfKarmaIsASetting() throws IOException {
        assertThat(karma("""
                {karma-naughty: -4, karma-nice: 5, karma-good: 20, karma-negative: 3, penalty: 2h, penalty-bonus-below: -7,
                 karma-points: {accepted: 2, signed-in: 3, unknown-recipient: -4, relay: -5, early-talker: -6, dnsbl: -3,
                                helo: -8, sender-domain: -9, failed-login: -10, content: -11}}"""))
                .isEqualTo(new KarmaNumbers(
                        new KarmaPoints(2, 3, -4, -5, -6, -3, -8, -9, -10, -11),
                        -4,
                        5,
                        20,
                        3,
                        Duration.ofHours(2),
                        -7));
    }

    @Test
    void aNumberBeyondReasonIsToldWithItsPlace() {
        assertThatThrownBy(() -> karma("{karma-points: {dnsbl: -3000}}"))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("dnsbl: -3000, expected -1000 to 1000");
    }

    /// K1, K2: what an operator may not set, and where it is told so.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {shadow: 6d}                                                                   | expected at least 7d
            {share-percent: 0}                                                             | expected 1 to 100
            {known-good: -1}                                                               | known-good: expected 0 or more
            {rules: [{name: a, os: [Windows], action: greylist, delay: 13h}]}              | expected 0 to 12h
            {rules: [{name: a, tool: true, action: hold, spam-percent: 101}]}              | expected 0 to 100
            {rules: [{name: a, distance-least: 9, distance-most: 8, action: hold}]}        | expected no more than distance-most
            {rules: [{name: a, history-least: 2, history-most: 1, action: hold}]}          | expected no more than history-most
            {rules: [{name: a, distance-most: 256, action: hold}]}                         | expected 0 to 255
            {rules: [{name: a, recipients-least: 0, action: hold}]}                        | expected 1 to
            {rules: [{name: a, action: reject}]}                                           | has no condition
            {rules: [{name: a, os: [x], action: hold}, {name: a, os: [y], action: hold}]}  | two rules are called a
            {rules: [{name: a, os: [x], action: drop}]}                                    | expected
            {rules: [{name: a, os: [x], action: hold, mode: on}]}                          | expected
            {rules: [{name: a, label: "(", action: hold}]}                                 | a regular expression
            {rules: [{name: a, networks: [x], action: hold}]}                              | expected a network
            {trusted: [x]}                                                                 | expected a network
            """)
    void whatAnOperatorMayNotSetIsToldWithItsPlace(String policy, String expected) {
        assertThatThrownBy(() -> karma(policy))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("policy")
                .hasMessageContaining(expected);
    }

    /// K1: the operator's word reaches every action that may need it, and is missing unless it was given.
    @ParameterizedTest
    @ValueSource(strings = {"reject", "defer-if-permit", "hold"})
    void theOperatorsWordReachesWhatNeedsIt(String action) throws IOException {
        String rule = "{rules: [{name: a, os: [Windows], action: " + action + "%s}]}";
        assertThat(book(rule.formatted("")).rules().getFirst()).satisfies(silent -> {
            assertThat(silent.needsGate()).isTrue();
            assertThat(silent.action().understood()).isFalse();
            assertThat(silent.enforced()).isFalse();
        });
        assertThat(book(rule.formatted(", i-understand: true, mode: enforce"))
                        .rules()
                        .getFirst())
                .satisfies(meant -> {
                    assertThat(meant.action().understood()).isTrue();
                    assertThat(meant.enforced()).isTrue();
                });
    }
}
