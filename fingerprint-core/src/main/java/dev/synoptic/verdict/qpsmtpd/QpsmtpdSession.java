package dev.synoptic.verdict.qpsmtpd;

import dev.synoptic.verdict.dialogue.Conversation;
import java.util.Optional;

/// Where one dialogue stands.
final class QpsmtpdSession {

    final Conversation conversation;
    private Awaited awaited = Awaited.GREETING;
    private Optional<String> address = Optional.empty();
    private Optional<String> saslMethod = Optional.empty();
    private String failed = "";

    /// What the next reply will answer.
    enum Awaited {
        GREETING,
        HELO,
        MAIL,
        RCPT,
        DATA,
        MESSAGE,
        STARTTLS,
        AUTH,
        OTHER
    }

    QpsmtpdSession(Conversation conversation) {
        this.conversation = conversation;
    }

    Awaited awaited() {
        return awaited;
    }

    void await(Awaited next) {
        awaited = next;
    }

    /// A command with what stands behind it.
    void command(Awaited next, Optional<String> of) {
        awaited = next;
        address = of;
        failed = "";
    }

    Optional<String> address() {
        return address;
    }

    void login(String method) {
        saslMethod = Optional.of(method);
    }

    Optional<String> saslMethod() {
        return saslMethod;
    }

    /// The plugin whose test failed last, with what it said.
    void failed(String plugin) {
        failed = plugin;
    }

    String failed() {
        return failed;
    }
}
