package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/// What is thrown at a front, and that nothing of it stays in the heap.
///
/// @param octetsBefore heap in use before it began
public record Flood(long octetsBefore) {

    private static final long GROWTH_OCTETS_MAX = 24L << 20;

    /// Random octets for each protocol. A gigabyte is a matter of minutes: by command, with `SYNOPTIC_ABUSE_MIB=1024`.
    ///
    /// @param usualMib without the command
    public static long randomOctets(long usualMib) {
        return Optional.ofNullable(System.getenv("SYNOPTIC_ABUSE_MIB"))
                        .map(Long::parseLong)
                        .orElse(usualMib)
                << 20;
    }

    /// From now on.
    public static Flood begin() {
        return new Flood(heapOctets());
    }

    /// Says what it was and how the honest fared, and fails where the heap has grown.
    public void assertLeftNothing(String what, HonestClient honest) {
        long after = heapOctets();
        System.out.printf(
                "[FLOOD] %s: heap %.1f MiB before, %.1f after; %s%n",
                what, mib(octetsBefore), mib(after), honest.report());
        assertThat(honest.trouble()).isEmpty();
        assertThat(after - octetsBefore).as("heap growth by " + what).isLessThan(GROWTH_OCTETS_MAX);
    }

    private static double mib(long octets) {
        return (double) octets / (1 << 20);
    }

    private static long heapOctets() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
