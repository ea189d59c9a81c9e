package dev.synoptic.agent.publish;

import java.io.IOException;

/// The brokers did not take a record; nothing after it is certain.
public final class PublishException extends IOException {

    private static final long serialVersionUID = 1L;

    public PublishException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
