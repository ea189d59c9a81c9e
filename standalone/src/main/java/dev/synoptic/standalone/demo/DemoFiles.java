package dev.synoptic.standalone.demo;

import dev.synoptic.verdict.source.MailServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files that a user names on the command line: those of one mail host.
///
/// @param captures taken at the host, or at proxies before it
/// @param mailLog  of the host
/// @param mta      what wrote the log
/// @param logYear  in which a log without years begins, where the user said so
/// @param site     where all of it was seen
record DemoFiles(List<Path> captures, Optional<Path> mailLog, MailServer mta, Optional<Integer> logYear, String site) {}
