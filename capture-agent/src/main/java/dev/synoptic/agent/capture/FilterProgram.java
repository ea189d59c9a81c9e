package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A capture filter in libpcap's language, compiled for one link type (pcap-filter(7)). One thread.
public final class FilterProgram implements AutoCloseable {

    private static final int SNAPSHOT_LENGTH = 65_535, OPTIMISE = 1, NETMASK_UNKNOWN = -1;
    private static final int PROGRAM_OCTETS = 16;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment program = arena.allocate(PROGRAM_OCTETS, Long.BYTES);
    private final MemorySegment header = arena.allocate(Libpcap.PacketHeader.OCTETS, Long.BYTES);

    private FilterProgram() {}

    /// Compiles `expression` for frames of a link type, by its number in capture files.
    ///
    /// @throws FilterSyntaxException where it makes no sense, or none for this link type
    public static FilterProgram compile(int linkType, String expression) throws FilterSyntaxException {
        Libpcap.require();
        MemorySegment dead = Libpcap.Functions.pointer(
                Libpcap.Functions.OPEN_DEAD, LinkNumbers.toLibpcap(linkType), SNAPSHOT_LENGTH);
        try {
            return compile(dead, expression);
        } finally {
            Libpcap.Functions.call(Libpcap.Functions.CLOSE, dead);
        }
    }

    /// Compiles for an open handle.
    static FilterProgram compile(MemorySegment pcap, String expression) throws FilterSyntaxException {
        var compiled = new FilterProgram();
        int status = Libpcap.Functions.number(
                Libpcap.Functions.COMPILE,
                pcap,
                compiled.program,
                compiled.arena.allocateFrom(expression),
                OPTIMISE,
                NETMASK_UNKNOWN);
        if (status == 0) return compiled;
        compiled.arena.close();
        throw new FilterSyntaxException(expression, Libpcap.error(pcap));
    }

    /// The `struct bpf_program`.
    MemorySegment program() {
        return program;
    }

    /// Whether the frame passes. Its octets must lie in native memory.
    public boolean accepts(Frame frame) {
        header.set(JAVA_LONG, Libpcap.PacketHeader.SECONDS, frame.seconds());
        header.set(JAVA_LONG, Libpcap.PacketHeader.MICROS, frame.micros());
        header.set(JAVA_INT, Libpcap.PacketHeader.CAPTURED, frame.captured());
        header.set(JAVA_INT, Libpcap.PacketHeader.LENGTH, frame.wireLength());
        try {
            return (int) Libpcap.Functions.OFFLINE_FILTER.invokeExact(
                            program, header, frame.octets().asSlice(frame.at(), frame.captured()))
                    != 0;
        } catch (Throwable impossible) {
            throw new AssertionError("a C function does not throw", impossible);
        }
    }

    @Override
    public void close() {
        Libpcap.Functions.call(Libpcap.Functions.FREECODE, program);
        arena.close();
    }
}
