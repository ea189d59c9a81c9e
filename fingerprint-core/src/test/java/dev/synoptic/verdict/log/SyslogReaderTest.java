package dev.synoptic.verdict.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict.Precision;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogReaderTest {

    private static SyslogReader reader(String zone, YearStart year) {
        return new SyslogReader(ExtractorSettings.of("a", "s", year).in(ZoneId.of(zone)), text -> OptionalLong.empty());
    }

    private static SyslogReader in2026() {
        return reader("UTC", new YearStart.Known(2026));
    }

    private static List<Instant> times(SyslogReader reader, String... lines) {
        List<Instant> times = new ArrayList<>();
        for (String line : lines) {
            long micros = reader.read(line + " mx postfix/smtpd[1]: x", RawRef.NOWHERE)
                    .orElseThrow()
                    .micros();
            times.add(Instant.ofEpochSecond(0, micros * 1000));
        }
        return times;
    }

    @Test
    void the_traditional_form_V10_V14() {
        var line = in2026().read(
                        "Nov  1 06:39:05 mx1 postfix-in/submission/smtpd[653]: connect from a[192.0.2.1]",
                        RawRef.NOWHERE)
                .orElseThrow();
        assertThat(line.micros()).isEqualTo(micros("2026-11-01T06:39:05Z"));
        assertThat(line.precision()).isEqualTo(Precision.SECONDS);
        assertThat(line.host()).isEqualTo("mx1");
        assertThat(line.instance()).isEqualTo("postfix-in");
        assertThat(line.service()).isEqualTo("submission");
        assertThat(line.daemon()).isEqualTo("smtpd");
        assertThat(line.pid()).isEqualTo("653");
        assertThat(line.text()).isEqualTo("connect from a[192.0.2.1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T16:20:18.600999+00:00 mx t: x",
                "2026-11-20T16:20:18.600999Z mx t[7]: x",
                "2026-11-20T17:20:18.6009990001+01:00 mx t[7]: x",
                "<22>2026-11-20T10:50:18.600999-05:30 mx t[7]: x",
                "<22>2026-11-20T16:20:18.600999Z mx t[7]: [ID 197553 mail.info] x",
                "2026-11-20T16:20:18,600999+0000 mx t[7]: x",
                "2026-11-20 16:20:18.600999Z mx t[7]: x",
                "2026-11-20T16:20:18.600999 mx t[7]: x",
                "<22>1 2026-11-20T17:20:18.600999+01:00 mx t 7 - - x",
                "<22>1 2026-11-20T16:20:18.600999Z mx t - id [a b=\"\\] [\"][c d=\"e\"] \uFEFFx"
            })
    void the_form_of_RFC_3339_V11(String text) {
        var line = in2026().read(text, RawRef.NOWHERE).orElseThrow();
        assertThat(line.micros()).isEqualTo(micros("2026-11-20T16:20:18.600999Z"));
        assertThat(line.precision()).isEqualTo(Precision.MICROSECONDS);
        assertThat(line.text()).isEqualTo("x");
    }

    @Test
    void a_line_of_RFC_5424_has_the_same_parts_V11_V14() {
        var line = in2026().read(
                        "<22>1 2026-11-20T16:20:18Z mx1 postfix/submission/smtpd 653 - -  connect from a[192.0.2.1]",
                        RawRef.NOWHERE)
                .orElseThrow();
        assertThat(line.host()).isEqualTo("mx1");
        assertThat(line.service()).isEqualTo("submission");
        assertThat(line.pid()).isEqualTo("653");
        assertThat(line.text()).isEqualTo("connect from a[192.0.2.1]");
    }

    @Test
    void a_full_time_without_a_zone_is_of_the_logs_zone_V10_V11() {
        var berlin = reader("Europe/Berlin", new YearStart.Known(2020));
        assertThat(times(berlin, "2026-11-20T17:20:18.25", "2026-07-20 17:20:18"))
                .containsExactly(Instant.parse("2026-11-20T16:20:18.250Z"), Instant.parse("2026-07-20T15:20:18Z"));
    }

    @Test
    void the_day_may_be_padded_or_not_and_the_second_divided_V10() {
        assertThat(times(in2026(), "Dec 05 16:00:00", "Dec  5 16:00:01.5", "Dec 5 16:00:02"))
                .containsExactly(
                        Instant.parse("2026-12-05T16:00:00Z"),
                        Instant.parse("2026-12-05T16:00:01.500Z"),
                        Instant.parse("2026-12-05T16:00:02Z"));
    }

    @Test
    void both_forms_may_stand_in_one_file_V11() {
        assertThat(times(in2026(), "Nov 20 16:00:00", "2026-11-20T16:00:01.250Z", "Nov 20 16:00:02"))
                .containsExactly(
                        Instant.parse("2026-11-20T16:00:00Z"),
                        Instant.parse("2026-11-20T16:00:01.250Z"),
                        Instant.parse("2026-11-20T16:00:02Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Nov",
                "Nov 20",
                "Nov 20 16:00:00",
                "Nov 20 16:00:00 mx",
                "Nov 20 16:00:00 mx smtpd",
                "Nov 31x16:00:00 mx a: b",
                "Now 20 16:00:00 mx a: b",
                "Nov 20 24:00:00 mx a: b",
                "2026-02-30T00:00:00Z mx a: b",
                "2026-13-01T00:00:00Z mx a: b",
                "2026-11-20T16:20:18",
                "<22>1 2026-11-20T16:20:18Z mx",
                "2026-11-20T16:20:18.Z mx",
                "<999999>Nov 20 16:00:00 mx a: b",
                "Nov 20 16:00:00 mx a[1: b",
                "\u0000\u0000",
                "Nov 20 16:00:00 mx last message repeated 3 times"
            })
    void what_is_no_line_of_a_log_is_told_so(String text) {
        assertThat(in2026().read(text, RawRef.NOWHERE)).isEmpty();
    }

    @Test
    void the_year_turns_with_the_month_V12() {
        assertThat(times(in2026(), "Dec 31 23:59:59", "Jan  1 00:00:00", "Dec 31 23:59:58", "Jan  1 00:00:01"))
                .containsExactly(
                        Instant.parse("2026-12-31T23:59:59Z"),
                        Instant.parse("2027-01-01T00:00:00Z"),
                        Instant.parse("2026-12-31T23:59:58Z"),
                        Instant.parse("2027-01-01T00:00:01Z"));
    }

    @Test
    void the_29th_of_February_is_of_a_leap_year_V12() {
        assertThat(times(in2026(), "Feb 29 12:00:00")).containsExactly(Instant.parse("2024-02-29T12:00:00Z"));
    }

    @Test
    void the_first_year_comes_from_the_files_last_change_V12() {
        var changed = new YearStart.ModifiedAt(micros("2027-01-02T03:00:00Z"));
        assertThat(times(reader("UTC", changed), "Dec 30 10:00:00"))
                .containsExactly(Instant.parse("2026-12-30T10:00:00Z"));
        assertThat(times(reader("UTC", changed), "Jan  3 02:00:00"))
                .containsExactly(Instant.parse("2027-01-03T02:00:00Z"));
        assertThat(times(reader("UTC", changed), "Jan  3 04:00:00"))
                .containsExactly(Instant.parse("2026-01-03T04:00:00Z"));
        var newYearsEve = new YearStart.ModifiedAt(micros("2026-12-31T23:00:00Z"));
        assertThat(times(reader("UTC", newYearsEve), "Jan  1 00:00:00"))
                .containsExactly(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void the_first_year_comes_from_the_capture_beside_it_V12() {
        var captured = new YearStart.Captured(micros("2012-12-31T23:50:00Z"), micros("2013-01-01T00:10:00Z"));
        assertThat(times(reader("UTC", captured), "Dec 31 23:51:00", "Jan  1 00:01:00"))
                .containsExactly(Instant.parse("2012-12-31T23:51:00Z"), Instant.parse("2013-01-01T00:01:00Z"));
        assertThat(times(reader("UTC", captured), "Jan  1 00:01:00"))
                .containsExactly(Instant.parse("2013-01-01T00:01:00Z"));
    }

    @Test
    void a_text_that_tells_the_time_settles_the_year_V12() {
        var settings = ExtractorSettings.of("a", "s", new YearStart.Known(2020));
        var told = new SyslogReader(settings, text -> OptionalLong.of(micros("2026-12-30T00:00:00Z") / 1_000_000));
        assertThat(times(told, "Jan  2 00:00:00", "Dec 31 00:00:00"))
                .containsExactly(Instant.parse("2027-01-02T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z"));
    }

    @Test
    void the_hour_that_comes_twice_in_autumn_V13() {
        var berlin = reader("Europe/Berlin", new YearStart.Known(2026));
        assertThat(times(
                        berlin,
                        "Oct 25 01:59:00",
                        "Oct 25 02:50:00",
                        "Oct 25 02:49:58",
                        "Oct 25 02:05:00",
                        "Oct 25 02:59:59",
                        "Oct 25 03:00:00",
                        "Oct 25 02:59:58",
                        "Oct 25 03:31:00"))
                .containsExactly(
                        Instant.parse("2026-10-24T23:59:00Z"),
                        Instant.parse("2026-10-25T00:50:00Z"),
                        Instant.parse("2026-10-25T00:49:58Z"),
                        Instant.parse("2026-10-25T01:05:00Z"),
                        Instant.parse("2026-10-25T01:59:59Z"),
                        Instant.parse("2026-10-25T02:00:00Z"),
                        Instant.parse("2026-10-25T01:59:58Z"),
                        Instant.parse("2026-10-25T02:31:00Z"));
    }

    /// Of a log that begins within the hour, only what was captured meanwhile tells which of the two it is.
    @Test
    void a_log_that_begins_in_that_hour_is_of_the_pass_that_was_captured_V12_V13() {
        var later = new YearStart.Captured(micros("2026-10-25T01:20:00Z"), micros("2026-10-25T02:10:00Z"));
        assertThat(times(reader("Europe/Berlin", later), "Oct 25 02:30:00", "2026-10-25 02:40:00", "Oct 25 03:01:00"))
                .containsExactly(
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-25T01:40:00Z"),
                        Instant.parse("2026-10-25T02:01:00Z"));
        var sooner = new YearStart.Captured(micros("2026-10-25T00:20:00Z"), micros("2026-10-25T01:10:00Z"));
        assertThat(times(reader("Europe/Berlin", sooner), "Oct 25 02:30:00"))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
        var both = new YearStart.Captured(micros("2026-10-24T00:00:00Z"), micros("2026-10-26T00:00:00Z"));
        assertThat(times(reader("Europe/Berlin", both), "Oct 25 02:30:00"))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void a_late_line_at_the_turn_of_the_clock_is_of_the_first_pass_V13_V36() {
        var berlin = reader("Europe/Berlin", new YearStart.Known(2026));
        assertThat(times(
                        berlin,
                        "Oct 25 02:59:59",
                        "Oct 25 02:00:00",
                        "Oct 25 02:59:58",
                        "Oct 25 02:00:01",
                        "Oct 25 02:59:58"))
                .containsExactly(
                        Instant.parse("2026-10-25T00:59:59Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T00:59:58Z"),
                        Instant.parse("2026-10-25T01:00:01Z"),
                        Instant.parse("2026-10-25T00:59:58Z"));
    }

    @Test
    void a_text_that_tells_the_time_settles_the_pass_V13_V21() {
        var settings = ExtractorSettings.of("a", "s", new YearStart.Known(2026)).in(ZoneId.of("Europe/Berlin"));
        var told = new SyslogReader(settings, text -> OptionalLong.of(micros("2026-10-25T01:10:00Z") / 1_000_000));
        assertThat(times(told, "Oct 25 02:10:00", "Oct 25 02:11:00"))
                .containsExactly(Instant.parse("2026-10-25T01:10:00Z"), Instant.parse("2026-10-25T01:11:00Z"));
        var old = new SyslogReader(settings, text -> OptionalLong.of(micros("2026-10-24T20:00:00Z") / 1_000_000));
        assertThat(times(old, "Oct 25 02:10:00")).containsExactly(Instant.parse("2026-10-25T00:10:00Z"));
    }

    @Test
    void the_hour_that_is_left_out_in_spring_is_read_on_the_old_clock() {
        var berlin = reader("Europe/Berlin", new YearStart.Known(2026));
        assertThat(times(berlin, "Mar 29 02:30:00")).containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void folded_lines_count_as_often_as_they_stand_for_V34() {
        var reader = in2026();
        reader.read("Nov 20 16:00:00 mx postfix/smtpd[7]: again", RawRef.NOWHERE);
        reader.read("Nov 20 16:00:00 mx cron[8]: other", RawRef.NOWHERE);
        var tagged = reader.read("Nov 20 16:00:01 mx postfix/smtpd[7]: last message repeated 3 times", RawRef.NOWHERE);
        assertThat(tagged.orElseThrow().text()).isEqualTo("again");
        assertThat(tagged.orElseThrow().repeat()).isEqualTo(3);
        var enclosed = reader.read(
                "Nov 20 16:00:02 mx postfix/smtpd[7]: message repeated 2 times: [ a [b] c]", RawRef.NOWHERE);
        assertThat(enclosed.orElseThrow().text()).isEqualTo("a [b] c");
        assertThat(enclosed.orElseThrow().repeat()).isEqualTo(2);
        var bare = reader.read("Nov 20 16:00:03 mx last message repeated 99999999 times", RawRef.NOWHERE);
        assertThat(bare.orElseThrow().tag()).isEqualTo("cron");
        assertThat(bare.orElseThrow().repeat()).isEqualTo(SyslogReader.REPEAT_MAX);
    }

    private static long micros(String instant) {
        Instant at = Instant.parse(instant);
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
    }

    /// `journalctl -o short-full` and `-o short-unix`.
    @Test
    void what_the_journal_shows_to_people() {
        assertThat(times(
                        in2026(),
                        "Fri 2026-11-20 16:20:18 UTC",
                        "Fr. 2026-11-20 16:20:18 GMT",
                        "Fri 2026-11-20 19:20:18 +03",
                        "Fri 2026-11-20 22:05:18 +0545",
                        "Fri 2026-11-20 06:50:18 -0930",
                        "\u4e94 2026-11-20 16:20:18 UTC",
                        "1795191618.000000"))
                .containsOnly(Instant.parse("2026-11-20T16:20:18Z"));
        assertThat(times(
                        reader("Europe/Berlin", new YearStart.Known(2026)),
                        "Fri 2026-07-10 18:20:18 CEST",
                        "Fri 2026-11-20 17:20:18 CET"))
                .containsExactly(Instant.parse("2026-07-10T16:20:18Z"), Instant.parse("2026-11-20T16:20:18Z"));
    }
}
