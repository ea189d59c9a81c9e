package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.Verdict.Precision;

/// An opinion, and what its line tells besides.
///
/// @param opinion   what was thought
/// @param host      who logged it; empty where the line does not tell
/// @param tag       of the message within rspamd
/// @param precision how finely the line tells its time
public record JudgedMail(Opinion opinion, String host, String tag, Precision precision) {}
