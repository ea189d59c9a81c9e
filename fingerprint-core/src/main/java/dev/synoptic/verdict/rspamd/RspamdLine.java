package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.Verdict.Precision;

/// A line of rspamd's log, taken apart.
///
/// @param micros    when, microseconds since 1970, UTC
/// @param precision how finely the line tells it
/// @param host      who logged it; empty where the line does not tell
/// @param tag       of what was being done, six octets in hex; equal in all lines of one message
/// @param function  that says so, such as `rspamd_task_write_log`
/// @param text      what it says
record RspamdLine(long micros, Precision precision, String host, String tag, String function, String text) {

    private static final String TASK = "rspamd_task_write_log";

    /// Whether it tells the end of a message's way through rspamd.
    boolean isTask() {
        return function.equals(TASK);
    }
}
