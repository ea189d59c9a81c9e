package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureLibraryMissing;
import dev.synoptic.agent.capture.FilterProgram;
import dev.synoptic.agent.capture.FilterSyntaxException;
import dev.synoptic.agent.capture.LiveCapture;
import dev.synoptic.packet.LinkType;
import java.util.List;
import java.util.Optional;

/// The expressions that p0f tries, best first, for what it was asked to look at (`p0f-v3.md` PKT-1).
record FrameFilter(List<String> expressions) {

    /// @param asked the user's own expression
    static FrameFilter of(int linkType, Optional<String> asked) {
        String plain = asked.map(expression -> "tcp and (" + expression + ")").orElse("tcp");
        String tagged = asked.map(expression -> "(" + plain + ") or (vlan and tcp and (" + expression + "))")
                .orElse("tcp or (vlan and tcp)");
        boolean ethernet =
                LinkType.of(linkType).filter(LinkType.ETHERNET::equals).isPresent();
        return new FrameFilter(ethernet ? List.of(tagged, plain) : List.of(plain));
    }

    /// The first that compiles.
    FilterProgram compile(int linkType) throws P0fRefusedException {
        return first(expression -> FilterProgram.compile(linkType, expression));
    }

    /// Gives the first that compiles to the kernel.
    void install(LiveCapture live) throws P0fRefusedException {
        boolean installed = first(expression -> {
            live.filter(expression);
            return true;
        });
        assert installed;
    }

    private <T> T first(Trial<T> trial) throws P0fRefusedException {
        Optional<Exception> why = Optional.empty();
        for (String expression : expressions) {
            try {
                return trial.of(expression);
            } catch (FilterSyntaxException | CaptureLibraryMissing refused) {
                why = Optional.of(refused);
            }
        }
        var last = why.orElseThrow();
        throw new P0fRefusedException(Refusal.FILTER, String.valueOf(last.getMessage()), last);
    }

    private interface Trial<T> {
        T of(String expression) throws FilterSyntaxException;
    }
}
