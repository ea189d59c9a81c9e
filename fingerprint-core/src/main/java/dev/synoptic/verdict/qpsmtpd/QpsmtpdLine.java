package dev.synoptic.verdict.qpsmtpd;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.log.Entry;
import dev.synoptic.verdict.log.Place;

/// A line of qpsmtpd's log, taken apart.
///
/// @param micros    when, microseconds since 1970, UTC
/// @param precision how finely the line tells it
/// @param host      who logged it; empty where the line does not say
/// @param pid       of the process: one serves one client
/// @param text      what it said
/// @param place     where the line stands
record QpsmtpdLine(long micros, Precision precision, String host, String pid, String text, Place place)
        implements Entry {}
