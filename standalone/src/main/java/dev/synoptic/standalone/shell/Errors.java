package dev.synoptic.standalone.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into lines on standard error, one cause a line, and an exit code.
///
/// A stack trace is shown for nothing but a bug of our own.
public final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        tell(err, command, Terminal.printable(String.valueOf(mistake.getMessage())));
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("try: " + command.getCommandSpec().qualifiedName() + " -h");
        err.flush();
        return ExitCode.MISTAKE;
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        int code = switch (failed) {
            case UserMistake mistake -> {
                mistake.lines().forEach(line -> tell(err, command, Terminal.printable(line)));
                yield ExitCode.MISTAKE;
            }
            case OutsideFailure outside -> outside(err, command, outside);
            case IOException outside -> outside(err, command, outside);
            case UncheckedIOException outside -> outside(err, command, outside);
            default -> {
                LOG.error("this is a bug of {}", command.getCommandSpec().qualifiedName(), failed);
                tell(err, command, "unexpected " + failed);
                yield ExitCode.OUTSIDE_FAILED;
            }
        };
        err.flush();
        return code;
    }

    private static int outside(PrintWriter err, CommandLine command, Exception failed) {
        tell(err, command, Terminal.printable(String.valueOf(failed.getMessage())));
        LOG.debug("the cause in full", failed);
        return ExitCode.OUTSIDE_FAILED;
    }

    private static void tell(PrintWriter err, CommandLine command, String line) {
        err.println(command.getCommandSpec().qualifiedName() + ": " + line);
    }
}
