package dev.synoptic.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Processor time of this process by who used it, nanoseconds.
///
/// @param nanos so far, or between two moments
record CpuShares(Map<User, Long> nanos) {

    /// Who runs in this process; told by the names of threads.
    enum User {
        STREAM_THREADS("StreamThread"),
        /// The network threads of all producers.
        SENDERS("kafka-producer-network-thread"),
        BROKER(
                "data-plane-kafka",
                "kafka-1-",
                "group-coordinator",
                "transaction",
                "TxnMarkerSender",
                "AddPartitionsToTxn",
                "quorum-controller",
                "kafka-scheduler",
                "kafka-log-cleaner",
                "metrics-meter-tick"),
        OTHER_THREADS,
        /// Compiler and garbage collector: what no Java thread used.
        JVM;

        private final String[] names;

        User(String... names) {
            this.names = names;
        }

        private static User of(String thread) {
            if (thread.startsWith(SENDERS.names[0])) return SENDERS; // theirs have the stream thread's name, too
            return Stream.of(STREAM_THREADS, BROKER)
                    .filter(user -> Arrays.stream(user.names).anyMatch(thread::contains))
                    .findFirst()
                    .orElse(OTHER_THREADS);
        }
    }

    /// As they are now; of threads that have ended, nothing.
    static CpuShares now() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var nanos = new EnumMap<User, Long>(User.class);
        long all = 0;
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread == null) continue; // ended just now
            long used = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            nanos.merge(User.of(thread.getThreadName()), used, Long::sum);
            all += used;
        }
        nanos.put(User.JVM, process() - all);
        return new CpuShares(nanos);
    }

    /// What was used since then.
    CpuShares since(CpuShares before) {
        var used = new EnumMap<User, Long>(User.class);
        nanos.forEach((user, now) -> used.put(user, now - before.nanos.getOrDefault(user, 0L)));
        return new CpuShares(used);
    }

    long sum() {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    /// What part of all compiler and collector used.
    double jvmPart() {
        return (double) nanos.getOrDefault(User.JVM, 0L) / sum();
    }

    /// Of each record, in microseconds.
    String each(long records) {
        return nanos.entrySet().stream()
                .map(share -> String.format(
                        Locale.ROOT,
                        "%s %.1f",
                        share.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        share.getValue() / 1e3 / records))
                .collect(Collectors.joining(", "));
    }

    private static long process() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
