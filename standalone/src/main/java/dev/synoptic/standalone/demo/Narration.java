package dev.synoptic.standalone.demo;

import dev.synoptic.standalone.shell.Terminal;
import java.io.PrintWriter;

/// What the demo tells while it works: lines on standard error, and a bar where a person looks on.
final class Narration {

    private static final int BAR_CELLS = 30;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean interactive;

    Narration(PrintWriter err) {
        this(err, Terminal.isInteractive());
    }

    Narration(PrintWriter err, boolean interactive) {
        this.err = err;
        this.interactive = interactive;
    }

    /// One line.
    synchronized void say(String line) {
        if (interactive) err.print(ERASE_LINE);
        err.println(Terminal.printable(line));
        err.flush();
    }

    /// Text that is already laid out in lines.
    synchronized void show(String lines) {
        err.print(lines);
        err.flush();
    }

    /// How much of something is done; drawn on a terminal only, over what was drawn before.
    synchronized void progress(String what, long done, long total) {
        if (!interactive || total <= 0) return;
        int full = (int) (BAR_CELLS * Math.min(done, total) / total);
        err.print(ERASE_LINE + Terminal.printable(what) + " [" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "] "
                + 100 * Math.min(done, total) / total + "%");
        if (done >= total) err.print(ERASE_LINE);
        err.flush();
    }
}
