package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;

/// A line of a system log, taken apart (V10, V11, V14).
///
/// @param micros    when, microseconds since 1970, UTC
/// @param precision how finely the line tells it
/// @param host      who logged it
/// @param tag       the program's whole tag, such as `postfix/submission/smtpd`
/// @param pid       its process; empty where none is told
/// @param text      what it said
/// @param repeat    how often it said so; above 1 where the daemon folded repeats (V34)
/// @param place     where the line stands
public record SyslogLine(
        long micros, Precision precision, String host, String tag, String pid, String text, int repeat, Place place)
        implements Entry {

    /// The daemon: the last part of the tag (V14).
    public String daemon() {
        return tag.substring(tag.lastIndexOf('/') + 1);
    }

    /// The instance: the first part of the tag (V14).
    public String instance() {
        int slash = tag.indexOf('/');
        return slash < 0 ? tag : tag.substring(0, slash);
    }

    /// The service: what lies between instance and daemon, else the daemon itself (V14).
    public String service() {
        int first = tag.indexOf('/');
        int last = tag.lastIndexOf('/');
        return first < last ? tag.substring(first + 1, last) : daemon();
    }

    /// Second since 1970, UTC.
    public long second() {
        return Math.floorDiv(micros, 1_000_000L);
    }
}
