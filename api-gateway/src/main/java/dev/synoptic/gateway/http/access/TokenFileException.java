package dev.synoptic.gateway.http.access;

import java.io.IOException;

/// A file of tokens that cannot be used; the message names file, line, field and what was expected.
public final class TokenFileException extends IOException {

    private static final long serialVersionUID = 1L;

    TokenFileException(String message) {
        super(message);
    }
}
