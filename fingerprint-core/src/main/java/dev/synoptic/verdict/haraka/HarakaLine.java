package dev.synoptic.verdict.haraka;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.log.Entry;
import dev.synoptic.verdict.log.Place;

/// A line of Haraka's log, brought to its default form whatever form it had.
///
/// @param micros      when, microseconds since 1970, UTC
/// @param precision   how finely the line tells it
/// @param host        who logged it; empty where the line does not say
/// @param connection  the connection's UUID
/// @param transaction ordinal of the transaction, from 1; 0 where the line is about none
/// @param origin      the plugin that speaks, or `core`
/// @param text        what it said
/// @param place       where the line stands
record HarakaLine(
        long micros,
        Precision precision,
        String host,
        String connection,
        int transaction,
        String origin,
        String text,
        Place place)
        implements Entry {}
