package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Stage;
import java.util.Optional;

/// What one line of `smtpd` tells (a.4).
sealed interface SmtpdEvent {

    /// `connect from PEER`
    record Connected(Peer peer) implements SmtpdEvent {}

    /// `QID: client=PEER, sasl_method=M, sasl_username=U`: the first recipient of a message stood accepted.
    record MessageBegun(String queueId, Peer peer, Optional<String> saslMethod, Optional<String> saslUser)
            implements SmtpdEvent {}

    /// `NOQUEUE: reject: STAGE from PEER: …`, or with a queue id.
    record Refused(Optional<String> queueId, String stage, Peer peer, RefusalLine line) implements SmtpdEvent {}

    /// `QID: discard: …`, `QID: hold: …`: will be taken, and then thrown away or put aside. Without a queue id it is
    /// the
    /// message that begins next.
    record PutAside(Optional<String> queueId, Aside.Told told) implements SmtpdEvent {}

    /// `warning: QID: queue file size limit exceeded`
    record TooBig(String queueId) implements SmtpdEvent {}

    /// `warning: Connection rate limit exceeded: …` and its like.
    record Limited(Limit limit, Peer peer) implements SmtpdEvent {}

    /// `warning: PEER: SASL M authentication failed: …`; the server's own fault where its helper was lost.
    record LoginFailed(Peer peer, boolean serversFault) implements SmtpdEvent {}

    /// `lost connection after STAGE from PEER` and its like: a disconnect always follows.
    record Ended(String after, Peer peer) implements SmtpdEvent {}

    /// `Anonymous TLS connection established from PEER: …`
    record Secured(Peer peer) implements SmtpdEvent {}

    /// `disconnect from PEER ehlo=1 …`
    record Disconnected(Peer peer, Optional<Commands> commands) implements SmtpdEvent {}

    /// Understood; says nothing of a verdict.
    record Note() implements SmtpdEvent {}

    /// Not understood.
    record Unknown() implements SmtpdEvent {}

    /// What a client did too often, where it is told so, and with what code.
    enum Limit {
        CONNECTIONS(Stage.CONNECT, 421),
        MESSAGES(Stage.MAIL, 450),
        RECIPIENTS(Stage.RCPT, 450),
        TLS_SESSIONS(Stage.STARTTLS, 421),
        LOGINS(Stage.AUTH, 450);

        final Stage stage;
        final int code;

        Limit(Stage stage, int code) {
            this.stage = stage;
            this.code = code;
        }
    }
}
