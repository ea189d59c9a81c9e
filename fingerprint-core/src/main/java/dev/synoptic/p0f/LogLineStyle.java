package dev.synoptic.p0f;

import java.time.ZoneId;

/// One line an observation, as in p0f's log file (`p0f-v3.md` LOG-1, LOG-2).
final class LogLineStyle implements FieldStyle {

    private final LogClock clock;

    LogLineStyle(ZoneId zone) {
        clock = new LogClock(zone);
    }

    @Override
    public void begin(TextBuffer text, Occasion occasion, String module) {
        text.put(clock.text(occasion.seconds())).put("mod=").put(module).put("|cli=");
        FieldStyle.putClient(text, occasion);
        text.put("|srv=");
        FieldStyle.putServer(text, occasion);
        text.put(occasion.isOfClient() ? "|subj=cli" : "|subj=srv");
    }

    @Override
    public void field(TextBuffer text, String key) {
        text.put('|').put(key).put('=');
    }

    @Override
    public void endField(TextBuffer text) {}

    @Override
    public void end(TextBuffer text) {
        text.endLine();
    }
}
