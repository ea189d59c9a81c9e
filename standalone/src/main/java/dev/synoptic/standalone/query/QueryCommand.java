package dev.synoptic.standalone.query;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.Terminal;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks what is known of an address, and prints every field with its unit.
@Command(
        name = "query",
        description = "Ask a p0f socket (of synoptic p0f, demo, up, or p0f itself) what it knows of an address.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:known", "1:not known", "2:a mistake in what was given", "3:the socket does not answer"})
public final class QueryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", description = "IPv4 or IPv6 address.")
    private String address = "";

    @Option(
            names = {"-s", "--socket"},
            paramLabel = "SOCKET",
            defaultValue = "/run/synoptic/p0f.sock",
            description = "The unix socket to ask. Default: ${DEFAULT-VALUE}")
    private Path socket = Path.of("/run/synoptic/p0f.sock");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /// For picocli.
    public QueryCommand() {}

    @Override
    public Integer call() throws Exception {
        var asked = IpAddress.parse(address)
                .orElseThrow(() -> new UserMistake("\"" + address + "\" is no address; IPv4 or IPv6 expected"));
        var answer = P0fSocket.ask(socket, asked);
        PrintWriter out = spec.commandLine().getOut();
        switch (answer.status()) {
            case BAD_QUERY -> throw new OutsideFailure(socket + " does not understand p0f v3 queries");
            case NO_MATCH -> out.println(json ? AnswerJson.notKnown(asked) : asked + " is not known");
            case OK -> out.print(json ? AnswerJson.of(asked, answer) + "\n" : text(asked, answer));
        }
        out.flush();
        return answer.status() == P0fAnswer.Status.OK ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private static String text(IpAddress asked, P0fAnswer answer) {
        var lines = new StringBuilder();
        AnswerField.of(asked, answer)
                .forEach(field ->
                        lines.append(String.format("%-16s %s%n", field.title(), Terminal.printable(field.shown()))));
        return lines.toString();
    }
}
