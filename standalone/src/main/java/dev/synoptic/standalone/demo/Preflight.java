package dev.synoptic.standalone.demo;

import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.Intake;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/// Looks at the user's files before anything is started: a wrong file is told within a second, not after a broker has
/// come up. It reads a capture up to the first TCP segment, and the first line of the log.
final class Preflight {

    private static final int LOG_HEAD_OCTETS = 64 * 1024;
    private static final String EMPTY = ": empty, expected the lines of a mail log";

    private final List<String> mistakes = new ArrayList<>();
    private final Set<Path> empty = new LinkedHashSet<>();

    private Preflight() {}

    /// Refuses input that cannot give a table, all mistakes at once. A log without a line, as after a rotation, is
    /// left out and told of, unless there is no other.
    static DemoInput check(DemoInput input, Narration told) {
        var preflight = new Preflight();
        input.captures().distinct().forEach(preflight::capture);
        List<Path> logs =
                input.logs().flatMap(log -> log.files().stream()).distinct().toList();
        logs.forEach(preflight::log);
        boolean allEmpty = preflight.empty.containsAll(logs);
        if (allEmpty) preflight.empty.forEach(file -> preflight.mistakes.add(file + EMPTY));
        if (!preflight.mistakes.isEmpty()) throw new UserMistake(preflight.mistakes);
        if (preflight.empty.isEmpty()) return input;
        preflight.empty.forEach(file -> told.say("warning: " + file + EMPTY));
        return new DemoInput(input.fleet().without(preflight.empty), input.sample());
    }

    private void capture(Path file) {
        if (!there(file)) return;
        try (var capture = CaptureFile.open(file)) {
            long frames = 0;
            var frame = new Frame();
            var view = new SegmentView();
            while (capture.next(frame) == Arrival.FRAME) {
                frames++;
                if (isTcp(frame, view)) return;
            }
            mistakes.add(file + ": no TCP segment in " + frames + " frames, expected a capture of mail connections");
        } catch (CaptureFileException refused) {
            mistakes.add(refused.getMessage());
        } catch (ZipException | EOFException torn) {
            mistakes.add(file + ": damaged gzip: " + torn.getMessage());
        } catch (IOException failed) {
            mistakes.add(file + ": cannot be read: " + failed.getMessage());
        }
    }

    private static boolean isTcp(Frame frame, SegmentView view) {
        return LinkType.of(frame.linkType())
                .map(link -> FrameDecoder.fleet(link, frame.order())
                        .decode(frame.octets(), frame.at(), frame.captured(), frame.wireLength(), view))
                .filter(Intake::isSegment)
                .isPresent();
    }

    private void log(Path file) {
        if (!there(file)) return;
        try {
            byte[] head = NamedFile.head(file, LOG_HEAD_OCTETS);
            if (head.length == 0) empty.add(file);
            else if (isBinary(head)) mistakes.add(file + ", line 1: not text, expected the lines of a mail log");
        } catch (ZipException | EOFException torn) {
            mistakes.add(file + ": damaged gzip: " + torn.getMessage());
        } catch (IOException failed) {
            mistakes.add(file + ": cannot be read: " + failed.getMessage());
        }
    }

    private boolean there(Path file) {
        try {
            NamedFile.require(file);
            return true;
        } catch (UserMistake mistake) {
            mistakes.addAll(mistake.lines());
            return false;
        }
    }

    /// A log may hold a stray NUL, and begin with many, where it was emptied under the hands of its writer (V34); but
    /// its first line holds none.
    private static boolean isBinary(byte[] head) {
        int at = 0;
        while (at < head.length && head[at] == 0) at++;
        for (; at < head.length && head[at] != '\n'; at++) {
            if (head[at] == 0) return true;
        }
        return false;
    }
}
