package dev.synoptic.agent.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Writes capture files field by field, sound or broken.
final class CaptureBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    static CaptureBytes classic(ByteOrder order, int magic, int minor, int snapshotLength, int linkType) {
        return new CaptureBytes(order).u32(magic).u16(2).u16(minor).u32(0, 0, snapshotLength, linkType);
    }

    CaptureBytes record(long seconds, int fraction, String frame, int wireLength) {
        return u32((int) seconds, fraction, frame.length(), wireLength).text(frame);
    }

    CaptureBytes section() {
        return block(
                0x0A0D0D0A,
                new CaptureBytes(order).u32(0x1A2B3C4D).u16(1).u16(0).u32(-1, -1));
    }

    CaptureBytes interfaceDescription(int linkType, int snapshotLength, CaptureBytes options) {
        var body = new CaptureBytes(order).u16(linkType).u16(0).u32(snapshotLength);
        return block(1, body.add(options));
    }

    CaptureBytes enhanced(int interfaceNumber, long units, String frame, int wireLength) {
        return block(
                6,
                new CaptureBytes(order)
                        .u32(interfaceNumber, (int) (units >>> 32), (int) units, frame.length(), wireLength)
                        .text(frame)
                        .pad());
    }

    CaptureBytes block(int type, CaptureBytes body) {
        int length = body.size() + 12;
        return u32(type, length).add(body).u32(length);
    }

    CaptureBytes option(int kind, CaptureBytes value) {
        return u16(kind).u16(value.size()).add(value).pad();
    }

    CaptureBytes none() {
        return new CaptureBytes(order);
    }

    CaptureBytes u8(int value) {
        bytes.write(value);
        return this;
    }

    CaptureBytes u16(int value) {
        return number(value, 2);
    }

    CaptureBytes u32(int... values) {
        for (int value : values) number(value, 4);
        return this;
    }

    CaptureBytes u64(long value) {
        return number(value, 8);
    }

    CaptureBytes text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    CaptureBytes pad() {
        while (bytes.size() % 4 != 0) bytes.write(0);
        return this;
    }

    CaptureBytes add(CaptureBytes other) {
        bytes.writeBytes(other.bytes.toByteArray());
        return this;
    }

    private CaptureBytes number(long value, int size) {
        for (int i = 0; i < size; i++) {
            int place = order == ByteOrder.LITTLE_ENDIAN ? i : size - 1 - i;
            bytes.write((int) (value >>> 8 * place));
        }
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Path in(Path folder) {
        return write(folder.resolve("capture"), bytes());
    }

    Path gzipIn(Path folder) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes());
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        return write(folder.resolve("capture.gz"), packed.toByteArray());
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
