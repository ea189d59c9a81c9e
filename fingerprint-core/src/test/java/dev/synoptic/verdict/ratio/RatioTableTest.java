package dev.synoptic.verdict.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.signature.Label;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.MailCorpus.Row;
import dev.synoptic.verdict.statistics.Lift;
import dev.synoptic.verdict.statistics.Wilson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RatioTableTest {

    static List<Row> articleRows() {
        return MailCorpus.rows("article-tables.tsv");
    }

    @ParameterizedTest
    @MethodSource("articleRows")
    void each_published_ratio_comes_out_to_the_digit_T2(Row row) {
        var counts = RatioCounts.of(number(row, "accepted"), number(row, "rejected"));
        assertThat(counts.ratio()).isEqualTo(row.get("ratio"));
    }

    @Test
    void the_published_tables_have_29_rows() {
        assertThat(articleRows()).hasSize(29);
    }

    @ParameterizedTest
    @CsvSource({"0,0,n/a", "0,5,100.00%", "5,0,0.00%", "1999,1,0.05%", "39999,1,0.00%", "19999,1,0.01%", "2,1,33.33%"})
    void a_ratio_is_rounded_half_up_on_the_exact_quotient_T2(long accepted, long rejected, String ratio) {
        assertThat(Percent.ofRejected(accepted, rejected)).isEqualTo(ratio);
    }

    @Test
    void rows_stand_by_what_was_counted_then_by_what_was_accepted_then_by_name_T3() {
        var table = RatioTable.of(Map.of(
                "b", RatioCounts.of(1, 3),
                "a", RatioCounts.of(1, 3),
                "c", RatioCounts.of(2, 2),
                "d", RatioCounts.of(9, 0),
                "e", RatioCounts.ZERO));
        assertThat(table.rows()).extracting(RatioRow::name).containsExactly("d", "c", "a", "b", "e");
    }

    @Test
    void every_format_says_the_same_T4() {
        var table = RatioTable.of(Map.of("Linux", RatioCounts.of(473, 179), "Odd, \"|\"\u001b", RatioCounts.of(0, 0)));
        assertThat(RatioFormat.CSV.write(table))
                .isEqualTo("os,accepted,rejected,ratio\nLinux,473,179,27.45%\n\"Odd, \"\"|\"\"?\",0,0,n/a\n");
        assertThat(RatioFormat.TSV.write(table)).contains("Linux\t473\t179\t27.45%\n");
        assertThat(RatioFormat.MARKDOWN.write(table)).startsWith("""
                        | Operating System | Accepted | Rejected | Ratio |
                        |:---|---:|---:|---:|
                        | Linux | 473 | 179 | 27.45% |
                        """).contains("\\|");
        assertThat(RatioFormat.TEXT.write(table).lines().map(String::length).distinct())
                .hasSize(1);
        assertThat(RatioFormat.JSON.write(table)).contains("{\"os\": \"Linux\", \"accepted\": 473, \"rejected\": 179,");
        assertThat(RatioFormat.JSON.write(table)).contains("\\u001b").contains("\\\"|\\\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X 10.x,Mac OS X,10.x",
        "MacOS X,Mac OS X,''",
        "Linux 3.11 and newer,Linux,3.11 and newer",
        "iOS iPhone or iPad,iOS,iPhone or iPad",
        "Solaris,Solaris,''",
        "???,Unknown,''"
    })
    void a_text_is_split_by_the_longest_known_name_T5(String text, String family, String flavor) {
        assertThat(OsNames.STANDARD.split(text)).isEqualTo(new OsName(family, flavor));
    }

    @Test
    void a_tool_and_the_lack_of_a_label_are_unknown_T5() {
        assertThat(OsNames.STANDARD.of(Optional.empty())).isEqualTo(OsName.UNKNOWN);
        assertThat(OsNames.STANDARD.of(Optional.of(new Label(false, Optional.empty(), "NMap", "SYN scan"))))
                .isEqualTo(OsName.UNKNOWN);
        assertThat(OsNames.STANDARD.of(Optional.of(new Label(false, Optional.of("unix"), "MacOS X", "10.x"))))
                .isEqualTo(new OsName("Mac OS X", "10.x"));
        assertThat(OsNames.STANDARD.of(Optional.of(new Label(false, Optional.of("unix"), "SunOS", "4.1"))))
                .as("SunOS and Solaris are kept apart")
                .isEqualTo(new OsName("SunOS", "4.1"));
    }

    @Test
    void what_was_counted_can_be_taken_back() {
        var sum = RatioCounts.of(3, 4).plus(RatioCounts.of(1, 1)).minus(RatioCounts.of(3, 4));
        assertThat(sum).isEqualTo(RatioCounts.of(1, 1));
        assertThat(sum.minus(RatioCounts.of(1, 1)).isZero()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("expectedRows")
    void bounds_and_lift_of_every_row_of_the_corpus_S1_S3(Row row) {
        long accepted = number(row, "accepted");
        long rejected = number(row, "rejected");
        var bounds = Wilson.interval(rejected, accepted + rejected);
        assertThat(bounds.low()).isCloseTo(Double.parseDouble(row.get("wilson_low")), within(5.1e-7));
        assertThat(bounds.high()).isCloseTo(Double.parseDouble(row.get("wilson_high")), within(5.1e-7));
        assertThat(Percent.ofRejected(accepted, rejected)).isEqualTo(row.get("ratio"));
        assertThat(Lift.of(rejected, accepted + rejected, 602, 966 + 602).orElseThrow())
                .isCloseTo(Double.parseDouble(row.get("lift")), within(5.1e-5));
    }

    static List<Row> expectedRows() {
        return MailCorpus.rows("expected-ratios.tsv");
    }

    private static long number(Row row, String name) {
        return Long.parseLong(row.get(name));
    }
}
