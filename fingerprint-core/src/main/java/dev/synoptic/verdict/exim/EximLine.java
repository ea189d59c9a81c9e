package dev.synoptic.verdict.exim;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.log.Entry;
import dev.synoptic.verdict.log.Place;

/// A line of Exim's main log, taken apart.
///
/// @param micros    when, microseconds since 1970, UTC
/// @param precision how finely the line tells it
/// @param host      who logged it; empty where the line does not say
/// @param pid       of the process; empty where not logged
/// @param id        of the message; empty where the line is not about one
/// @param text      what it said, behind all these
/// @param place     where the line stands
record EximLine(long micros, Precision precision, String host, String pid, String id, String text, Place place)
        implements Entry {}
