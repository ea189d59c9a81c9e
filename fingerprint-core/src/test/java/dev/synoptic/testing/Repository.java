package dev.synoptic.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the checkout is, and what may lie beside it.
public final class Repository {

    private Repository() {}

    /// The top level of the checkout: the nearest folder upwards that holds the launcher's
    // `p0f.fp`.
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("p0f.fp")) && Files.exists(folder.resolve("CONTRIBUTING.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no checkout of Synoptic above " + Path.of("").toAbsolutePath());
    }

    /// The folder of third-party captures and reference outputs, where there is one:
    /// `SYNOPTIC_SHARED`, else `shared` beside the checkout.
    public static Optional<Path> shared() {
        Path named = Optional.ofNullable(System.getenv("SYNOPTIC_SHARED"))
                .map(Path::of)
                .orElseGet(() -> root().resolveSibling("shared"));
        return Files.isDirectory(named.resolve("corpus")) ? Optional.of(named) : Optional.empty();
    }
}
