package dev.synoptic.verdict.opensmtpd;

import dev.synoptic.verdict.dialogue.Conversation;
import dev.synoptic.verdict.log.RawRef;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One session of OpenSMTPD; a message waits for the line that names its sender.
final class OpenSmtpdSession {

    final Conversation conversation;
    private @Nullable Message message;

    OpenSmtpdSession(Conversation conversation) {
        this.conversation = conversation;
    }

    /// `message msgid=8hex size=N nrcpt=K`
    record Message(SyslogPlace at, String id, OptionalLong size, int recipients) {}

    /// When and where a message was taken.
    record SyslogPlace(long micros, RawRef line) {}

    void taken(Message next) {
        message = next;
    }

    /// The message that waits, if any; it waits no longer.
    Optional<Message> waiting() {
        var waited = Optional.ofNullable(message);
        message = null;
        return waited;
    }
}
