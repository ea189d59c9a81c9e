package dev.synoptic.standalone.demo;

import java.util.Locale;

/// Mail servers whose logs are understood.
public enum MailServer {
    POSTFIX;

    /// As options name it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
