package dev.synoptic.agent.maillog;

import java.util.Optional;
import org.slf4j.Logger;

/// What keeps a log from being read, told when it begins, when it changes, and when it is over; not each time it is
/// met. One thread writes, any reads.
final class Trouble {

    private final Logger log;
    private volatile Optional<String> present = Optional.empty();

    /// @param log where it is told
    Trouble(Logger log) {
        this.log = log;
    }

    void is(String what) {
        if (present.isPresent() && present.get().equals(what)) return;
        present = Optional.of(what);
        log.error("{}", what);
    }

    /// @param what the log that is read again
    void isOver(String what) {
        if (present.isEmpty()) return;
        present = Optional.empty();
        log.info("{}: read again", what);
    }

    Optional<String> present() {
        return present;
    }
}
