package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureInterface;
import dev.synoptic.agent.capture.CaptureLibraryMissing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Optional;

/// `synoptic p0f`, from arguments to exit status (`p0f-v3.md` section 13).
///
/// @param out      where p0f's blocks and remarks go
/// @param err      where warnings and refusals go
/// @param showsOut whether anyone can see `out`; blocks for nobody are not composed
/// @param endings  what ends a run from outside
public record P0fCommand(PrintStream out, PrintStream err, boolean showsOut, Endings endings) {

    /// The run ended in good order.
    public static final int DONE = 0;

    /// Everything else: p0f has one status for all that goes wrong.
    public static final int FAILED = 1;

    /// Runs to the end and answers the exit status.
    public int execute(String... arguments) {
        try {
            var asked = OptionWalk.walk(arguments);
            return asked.isEmpty() ? list() : run(asked.get().settings());
        } catch (P0fRefusedException refused) {
            tell(String.valueOf(refused.getMessage()));
            if (refused.refusal() == Refusal.USAGE) err.print(Usage.TEXT);
            return FAILED;
        } catch (IOException | UncheckedIOException failure) {
            tell(String.valueOf(failure.getMessage()));
            return FAILED;
        }
    }

    private void tell(String message) {
        message.lines().forEach(line -> err.println("p0f: " + line));
    }

    private int list() {
        try {
            for (var device : CaptureInterface.all()) {
                out.println(device.name()
                        + device.description().map(words -> "\t" + words).orElse(""));
            }
        } catch (IOException | CaptureLibraryMissing failure) {
            tell(String.valueOf(failure.getMessage()));
        }
        return DONE;
    }

    private int run(P0fSettings settings) throws P0fRefusedException, IOException {
        if (Privileges.areBorrowed()) {
            throw new P0fRefusedException(Refusal.SET_UID, "this program is not made to run set-uid");
        }
        Optional<OutputStream> blocks = showsOut ? Optional.of(out) : Optional.empty();
        try (var run = P0fRun.open(settings, blocks, err, ZoneId.systemDefault())) {
            endings.endBy(run::stop);
            if (settings.daemon()) detach();
            else foreground(run);
            run.run();
            if (!settings.daemon()) out.println("p0f: " + run.packets() + " packets");
            return DONE;
        } finally {
            out.flush();
        }
    }

    private void foreground(P0fRun run) {
        out.println("p0f: following " + run.sourceName());
        out.flush();
    }

    private static void detach() throws P0fRefusedException {
        Detachment.byLauncher()
                .orElseThrow(() -> new P0fRefusedException(
                        Refusal.USAGE, "-d: a JVM cannot go into the background by itself; the launcher does that"))
                .complete();
    }
}
