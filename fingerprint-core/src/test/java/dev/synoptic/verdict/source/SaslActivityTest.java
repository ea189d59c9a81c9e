package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.MailCorpus;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who logged in from where, as logs tell it (`mail.md` A1, (h) 8): the sessions with a recipient that was accepted.
///
/// Failures, and logins without such a recipient, leave no name in some logs; Haraka's leaves none at all, so that
/// host's sessions are those that its clients tell of.
class SaslActivityTest {

    private static Stream<Verdict> verdicts() {
        return Stream.of(
                        MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz"),
                        MailCorpus.read(MailServer.POSTFIX, "mx2", "mx2/maillog.rfc3339.gz"),
                        MailCorpus.read(MailServer.EXIM, "mx3", "mx3/mainlog.gz"),
                        MailCorpus.read(MailServer.QPSMTPD, "mx5", "mx5/current.gz"),
                        MailCorpus.read(MailServer.OPENSMTPD, "mx6", "mx6/maillog.gz"))
                .flatMap(reading -> reading.verdicts().stream());
    }

    /// A realm is the server's, not the account's, in this corpus.
    private static String account(String login) {
        int at = login.indexOf('@');
        return at < 0 ? login : login.substring(0, at);
    }

    @Test
    void each_account_had_recipients_accepted_from_so_many_addresses_and_networks_A1_A3() {
        Map<String, Set<IpAddress>> from = new TreeMap<>();
        verdicts()
                .filter(v -> v.saslUser().isPresent() && v.recipientsAccepted() > 0)
                .forEach(v -> from.computeIfAbsent(account(v.saslUser().orElseThrow()), absent -> new HashSet<>())
                        .add(v.client()));
        for (var row : MailCorpus.truth("mx4")) {
            if (row.get("sasl_user").equals("-") || row.get("rcpts_ok").equals("0")) continue;
            from.computeIfAbsent(row.get("sasl_user"), absent -> new HashSet<>())
                    .add(IpAddress.parse(row.get("client_ip")).orElseThrow());
        }
        Map<Network, String> networks = new LinkedHashMap<>();
        for (var row : MailCorpus.rows("networks.tsv")) {
            networks.put(Network.parse(row.get("prefix")).orElseThrow(), row.get("netname"));
        }

        Map<String, String> told = new TreeMap<>();
        from.forEach((user, addresses) -> told.put(
                user,
                addresses.size() + " "
                        + addresses.stream()
                                .map(address -> name(address, networks))
                                .collect(Collectors.toSet())
                                .size()));

        Map<String, String> expected = new TreeMap<>();
        for (var row : MailCorpus.rows("expected-sasl-activity.tsv")) {
            String counts = row.get("ips_with_queued_recipient") + " " + row.get("networks_with_queued_recipient");
            if (!counts.equals("0 0")) expected.put(row.get("user"), counts);
        }
        assertThat(told).isEqualTo(expected);
    }

    /// That of the longest prefix around the address.
    private static String name(IpAddress address, Map<Network, String> networks) {
        return networks.entrySet().stream()
                .filter(each -> each.getKey().contains(address))
                .max(Comparator.comparingInt(each -> each.getKey().prefixLength()))
                .map(Map.Entry::getValue)
                .orElse(address.text());
    }
}
