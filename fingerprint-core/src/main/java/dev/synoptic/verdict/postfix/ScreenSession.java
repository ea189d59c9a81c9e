package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.SessionNames.SessionName;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One client that talks to `postscreen`, from `CONNECT` to `DISCONNECT`.
final class ScreenSession {

    final String host;
    final String service;
    final Peer peer;
    final SessionName name;
    final Place from;
    final long openMicros;
    final Precision precision;
    final List<Refusal> refusals = new ArrayList<>();

    private @Nullable Decision atGreeting;
    private boolean failedTest;
    private boolean hungUp;
    private OptionalLong closeMicros = OptionalLong.empty();
    private long lastMicros;
    private Place last;

    ScreenSession(SyslogLine line, Peer peer, SessionName name, Place from) {
        this.host = line.host();
        this.service = line.service();
        this.peer = peer;
        this.name = name;
        this.from = from;
        this.openMicros = line.micros();
        this.precision = line.precision();
        this.lastMicros = line.micros();
        this.last = line.place();
    }

    void failedTest(long micros, Place place) {
        failedTest = true;
        lastMicros = micros;
        last = place;
    }

    void hungUp() {
        hungUp = true;
    }

    void refused(Refusal refusal, Stage stage) {
        if (stage == Stage.CONNECT) atGreeting = refusal.decision();
        else refusals.add(refusal);
    }

    void closed(long micros, Place place) {
        closeMicros = OptionalLong.of(micros);
        lastMicros = micros;
        last = place;
    }

    boolean isRefused() {
        return !refusals.isEmpty() || atGreeting != null;
    }

    Optional<Decision> greetingRefusal() {
        return Optional.ofNullable(atGreeting);
    }

    /// V24: sent away for failing a test, which is not logged itself.
    boolean isDropped() {
        return failedTest && !hungUp && closeMicros.isPresent();
    }

    OptionalLong closeMicros() {
        return closeMicros;
    }

    long lastMicros() {
        return lastMicros;
    }

    Place last() {
        return last;
    }
}
