package dev.synoptic.agent.maillog;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// Why a log cannot be read, and what to do.
final class LogFault {

    private LogFault() {}

    static String of(Path log, IOException fault) {
        return switch (fault) {
            case AccessDeniedException denied ->
                log + ": may not be read by user " + System.getProperty("user.name")
                        + "; it must be of a group that may read " + denied.getFile();
            default -> log + ": cannot be read: " + fault.getMessage();
        };
    }
}
