package dev.synoptic.verdict.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Takes entries of `journalctl -o export` apart and hands each over as `-o json` would write it (V35).
///
/// An entry is lines of `NAME=value`, or `NAME`, eight octets of little-endian length, the value and a newline;
/// an empty line ends it.
public final class JournalExportSplitter implements Splitter {

    private static final int LENGTH_OCTETS = 8;

    private final String generation;
    private final Lines lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private StringBuilder entry = new StringBuilder();
    private String name = "";
    private Reading reading = Reading.LINE;
    private long valueLength;
    private int lengthOctets;
    private long entryStart;
    private long next;
    private long cut;
    private boolean cutting;

    private enum Reading {
        LINE,
        LENGTH,
        VALUE,
        NEWLINE
    }

    public JournalExportSplitter(String generation, long offset, Lines lines) {
        this.generation = generation;
        this.lines = lines;
        this.entryStart = offset;
        this.next = offset;
    }

    @Override
    public void accept(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            next++;
            take(octets[i]);
        }
    }

    private void take(byte octet) {
        switch (reading) {
            case LINE -> {
                if (octet == '\n') endOfLine();
                else keep(octet);
            }
            case LENGTH -> {
                valueLength |= (octet & 0xFFL) << (8 * lengthOctets++);
                if (lengthOctets == LENGTH_OCTETS) reading = valueLength == 0 ? Reading.NEWLINE : Reading.VALUE;
            }
            case VALUE -> {
                keep(octet);
                if (--valueLength == 0) reading = Reading.NEWLINE;
            }
            case NEWLINE -> {
                add(name, text());
                reading = Reading.LINE;
            }
        }
    }

    private void keep(byte octet) {
        if (line.size() < LineSplitter.LENGTH_MAX) line.write(octet);
        else cutting = true;
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text;
    }

    private void endOfLine() {
        String text = text();
        int equals = text.indexOf('=');
        if (text.isEmpty()) {
            endOfEntry();
        } else if (equals > 0) {
            add(text.substring(0, equals), text.substring(equals + 1));
        } else {
            name = text;
            reading = Reading.LENGTH;
            valueLength = 0;
            lengthOctets = 0;
        }
    }

    private void add(String field, String value) {
        if (entry.length() > 2 * LineSplitter.LENGTH_MAX) {
            cutting = true;
            return;
        }
        entry.append(entry.isEmpty() ? "{" : ",")
                .append(quoted(field))
                .append(':')
                .append(quoted(value));
    }

    private void endOfEntry() {
        if (!entry.isEmpty()) {
            int length = (int) Math.min(next - entryStart, Integer.MAX_VALUE);
            lines.line(entry.append('}').toString(), new RawRef(generation, entryStart, length));
        }
        if (cutting) cut++;
        cutting = false;
        entry = new StringBuilder();
        entryStart = next;
    }

    private static String quoted(String text) {
        var made = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') made.append('\\').append(c);
            else if (c < ' ') made.append("\\u%04x".formatted((int) c));
            else made.append(c);
        }
        return made.append('"').toString();
    }

    @Override
    public long nextOffset() {
        return entryStart;
    }

    @Override
    public long cutLines() {
        return cut;
    }
}
