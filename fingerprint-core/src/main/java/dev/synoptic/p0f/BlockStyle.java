package dev.synoptic.p0f;

/// A block an observation, as on p0f's standard output (`p0f-v3.md` LOG-4).
final class BlockStyle implements FieldStyle {

    private static final String PADDING = "        ";

    @Override
    public void begin(TextBuffer text, Occasion occasion, String module) {
        text.put(".-[ ");
        FieldStyle.putClient(text, occasion);
        text.put(" -> ");
        FieldStyle.putServer(text, occasion);
        text.put(" (").put(module).put(") ]-\n|\n");
        field(text, occasion.isOfClient() ? "client" : "server");
        if (occasion.isOfClient()) FieldStyle.putClient(text, occasion);
        else FieldStyle.putServer(text, occasion);
        endField(text);
    }

    @Override
    public void field(TextBuffer text, String key) {
        text.put("| ").put(key);
        if (key.length() < PADDING.length()) text.put(PADDING.substring(key.length()));
        text.put(" = ");
    }

    @Override
    public void endField(TextBuffer text) {
        text.put('\n');
    }

    @Override
    public void end(TextBuffer text) {
        text.put("|\n`----\n");
        text.endLine();
    }
}
