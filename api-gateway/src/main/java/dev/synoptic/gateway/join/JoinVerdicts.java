package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.PartitionJoin.Outlet;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// A [PartitionJoin] within Kafka Streams.
final class JoinVerdicts implements Processor<HostKey, JoinInput, Object, Object> {

    private static final Duration SILENCE_CHECK = Duration.ofSeconds(1);

    /// How soon one partition hears what another has told of clocks.
    private static final Duration TALK_PACE = Duration.ofMillis(200);

    /// Between two steps of a backlog there is time for the next records, and for the commit.
    private static final Duration STEP_PACE = Duration.ofMillis(20);

    private final JoinPlan plan;
    private final JoinCounters counters;
    private final ClockBoard board;
    private @Nullable Started started;

    JoinVerdicts(JoinPlan plan, JoinCounters counters, ClockBoard board) {
        this.plan = plan;
        this.counters = counters;
        this.board = board;
    }

    private record Started(ProcessorContext<Object, Object> context, PartitionJoin join) {}

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        CommitStore<EnrolledSource, SourceMark> marks = context.getStateStore(Watermarks.STORE);
        int partition = context.taskId().partition();
        var state = JoinState.of(
                name -> new OctetStore(context.getStateStore(name)),
                plan,
                Watermarks.in(marks, plan, context.currentSystemTimeMs()),
                board.besides(partition),
                counters.refusedClocks());
        var join = new PartitionJoin(plan, counters, state, new Forwarding(context), partition == 0);
        started = new Started(context, join);
        context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, join::noticeSilence);
        context.schedule(TALK_PACE, PunctuationType.WALL_CLOCK_TIME, join::exchangeClocks);
        context.schedule(STEP_PACE, PunctuationType.WALL_CLOCK_TIME, _ -> join.goOn());
    }

    @Override
    public void process(Record<HostKey, JoinInput> record) {
        var here = started;
        if (here == null) throw new IllegalStateException("not started");
        here.join()
                .take(
                        Optional.ofNullable(record.key()),
                        record.value(),
                        here.context().currentSystemTimeMs());
    }

    private record Forwarding(ProcessorContext<Object, Object> context) implements Outlet {

        @Override
        public void joined(HostKey host, JoinedVerdict joined) {
            context.forward(new Record<>(host, joined, timestampMillis()), JoinTopology.JOINED);
        }

        @Override
        public void counted(Optional<HostKey> host, CountInput input) {
            context.forward(new Record<>(host.orElse(null), input, timestampMillis()), JoinTopology.COUNT);
        }

        /// For records that go out; the broker puts its own in its place. None has come in yet where Streams says -1.
        private long timestampMillis() {
            return Math.max(0, context.currentStreamTimeMs());
        }
    }
}
