package dev.synoptic.p0f;

/// How an observation's fields are laid out: as a log line, or as a block.
interface FieldStyle {

    /// Begins an observation of a module such as `syn+ack`.
    void begin(TextBuffer text, Occasion occasion, String module);

    /// Begins the value of a field; values hold no line breaks.
    void field(TextBuffer text, String key);

    /// Ends the last field.
    void endField(TextBuffer text);

    /// Ends the observation.
    void end(TextBuffer text);

    /// `ADDR/PORT` of the client.
    static void putClient(TextBuffer text, Occasion occasion) {
        text.putAddress(occasion.ipVersion(), occasion.clientHigh(), occasion.clientLow())
                .put('/')
                .putDecimal(occasion.clientPort());
    }

    /// `ADDR/PORT` of the server.
    static void putServer(TextBuffer text, Occasion occasion) {
        text.putAddress(occasion.ipVersion(), occasion.serverHigh(), occasion.serverLow())
                .put('/')
                .putDecimal(occasion.serverPort());
    }
}
