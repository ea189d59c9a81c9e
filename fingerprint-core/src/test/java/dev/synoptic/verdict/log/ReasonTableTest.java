package dev.synoptic.verdict.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.verdict.log.ReasonTable.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Classes of reasons (`mail.md` a.9).
class ReasonTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "postfix;RCPT;5.1.1;Recipient address rejected: User unknown in local recipient table;unknown_user",
                "postfix;RCPT;5.7.1;Relay access denied;relay",
                "postfix;RCPT;4.7.1;Recipient address rejected: Greylisted, please try again in 300 seconds;greylist",
                "postscreen;RCPT;4.3.2;Service currently unavailable;postscreen_new",
                "postscreen;RCPT;5.5.1;Protocol error;early_talker",
                "postfix;RCPT;5.7.1;Recipient address rejected: LIMIT AT QUOTAUSE;quota",
                "postfix;MAIL;5.3.4;Message size exceeds fixed limit;size",
                "postfix;RCPT;4.3.5;Server configuration error;internal",
                "postfix;RCPT;5.2.2;mailbox is full;mailbox",
                "postfix;EOM;5.7.1;rejected by DMARC policy for example.org;spf_dkim_dmarc",
                "exim;RCPT;'';something that nobody foresaw;other"
            })
    void the_table_that_comes_along(String server, String stage, String enhanced, String text, String reason) {
        assertThat(ReasonTable.standard().classify(new Refusal(server, stage, enhanced, text)))
                .isEqualTo(reason);
    }

    @Test
    void rows_of_a_sites_own_are_asked_first() {
        var own = ReasonTable.parse(
                "mine.tsv", List.of("# ours", "", "postfix\tRCPT\t*\tnot on my watch\tclient_access"));
        var table = ReasonTable.standard().after(own);
        assertThat(table.classify(new Refusal("postfix", "RCPT", "5.1.1", "Not on my watch")))
                .isEqualTo("client_access");
        assertThat(table.classify(new Refusal("postfix", "RCPT", "5.1.1", "User unknown")))
                .isEqualTo("unknown_user");
    }

    @Test
    void a_row_that_cannot_be_read_is_told_with_its_place() {
        assertThatThrownBy(() -> ReasonTable.parse("mine.tsv", List.of("# x", "a\tb\tc")))
                .hasMessage("mine.tsv:2: 3 fields; expected 5 between tabs: server, stage, enhanced, text, class");
        assertThatThrownBy(() -> ReasonTable.parse("mine.tsv", List.of("*\t*\t*\t(\tother")))
                .hasMessageStartingWith("mine.tsv:1: text: ");
        assertThatThrownBy(() -> ReasonTable.parse("mine.tsv", List.of("*\t*\t*\tx\tNot A Class")))
                .hasMessageStartingWith("mine.tsv:1: class: ");
    }
}
