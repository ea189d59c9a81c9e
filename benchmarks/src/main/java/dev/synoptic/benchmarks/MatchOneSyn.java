package dev.synoptic.benchmarks;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.MatchMemo;
import dev.synoptic.match.TcpMatch;
import dev.synoptic.match.TcpMatcher;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.Intake;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One SYN from octets to the words of p0f's log, strict reading, over the signatures of `p0f.fp`.
///
/// Every call takes the next of [SynFrames#COUNT] different frames, so that no branch or cache line is the same each
/// time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatchOneSyn {

    private final SegmentView view = new SegmentView();
    private final FrameDecoder decoder = FrameDecoder.strict(LinkType.ETHERNET, ByteOrder.LITTLE_ENDIAN);
    private final SynFrames frames = SynFrames.grow();
    private final MemorySegment octets = frames.octets();
    private final TcpMatcher matcher = TcpMatcher.of(signatures());
    private final MatchMemo<TcpMatch> memo = new MatchMemo<>(matcher, MatchMemo.CAPACITY_DEFAULT, Function.identity());
    private final SynObservation[] observations = new SynObservation[SynFrames.COUNT];
    private int next;

    private static SignatureDatabase signatures() {
        var file = Path.of(System.getProperty("synoptic.signatures", "p0f.fp"));
        try {
            return SignatureDatabase.parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException | SignatureFileException e) {
            throw new IllegalStateException("run from the top level, or set -Dsynoptic.signatures: " + e, e);
        }
    }

    /// Lets the memo see each frame once.
    @Setup
    public void prepare() {
        for (int i = 0; i < SynFrames.COUNT; i++) {
            if (!decode().isSegment()) throw new IllegalStateException("frame " + next + " is no segment");
            observations[next] = SynObservation.of(view, 0);
            memo.get(view, 0);
        }
    }

    /// Frame to segment alone.
    @Benchmark
    public Intake decode() {
        next = (next + 1) % SynFrames.COUNT;
        return decoder.decode(octets, frames.offset(next), frames.length(next), frames.length(next), view);
    }

    /// Frame to judgement, the stack having been seen before: the usual case.
    @Benchmark
    public TcpMatch decodeAndRemember() {
        decode();
        return memo.get(view, 0);
    }

    /// An observation to its judgement through the memo, as a stream does.
    @Benchmark
    public TcpMatch remember() {
        next = (next + 1) % SynFrames.COUNT;
        return memo.get(observations[next]);
    }

    /// An observation to its judgement with nothing remembered: index, rules, and all texts of the log line.
    @Benchmark
    public TcpMatch matchAnew() {
        next = (next + 1) % SynFrames.COUNT;
        return matcher.match(observations[next]);
    }
}
