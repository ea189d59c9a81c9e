package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureFileException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What went wrong with a file, in words: the platform often gives but the file's name.
final class Reason {

    private Reason() {}

    /// With the file's name, unless the failure says it itself.
    static String of(Path file, IOException failure) {
        return failure instanceof CaptureFileException refused
                ? String.valueOf(refused.getMessage())
                : file + ": " + of(failure);
    }

    static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException named when named.getReason() != null -> named.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
