package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/// Frames from an interface, as they come, through libpcap.
///
/// One thread asks; [#stop] may come from any. Frames are shown where libpcap holds them, without a copy.
public final class LiveCapture implements FrameSource {

    /// After so long the kernel hands over what it has of long frames: blocks, of which it has 256, each used up
    /// when it is handed over. Handing over each frame at once (libpcap's immediate mode) would make it keep every
    /// one in a place of the longest one's size, and the buffer would hold but 512 of them.
    private static final int HANDOVER_MILLIS = 2;

    /// Up to this length a place for each frame is the better bargain: a hundred thousand of them wait for a
    /// process that is not scheduled, however long that lasts, where blocks handed over each 2 ms are used up in
    /// half a second.
    private static final int SHORT_FRAME = 512;

    private static final int PATIENCE_MILLIS = 100;
    private static final int FRAME = 1, NOTHING = 0, STOPPED = -2;
    private static final short READABLE = 1;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment pcap;
    private final MemorySegment headerPointer = arena.allocate(ADDRESS);
    private final MemorySegment framePointer = arena.allocate(ADDRESS);

    /// A `struct pollfd`: descriptor, wanted events, events.
    private final MemorySegment awaited = arena.allocate(Long.BYTES, Long.BYTES);

    private final String device;
    private final int linkType;
    private final WrappingCount received = new WrappingCount(),
            dropped = new WrappingCount(),
            droppedByInterface = new WrappingCount();
    private long octetsRead;
    private boolean closed;

    private LiveCapture(String device, MemorySegment pcap) {
        this.device = device;
        this.pcap = pcap;
        linkType = LinkNumbers.fromLibpcap(Libpcap.Functions.number(Calls.DATALINK, pcap));
        awaited.set(JAVA_INT, 0, Libpcap.Functions.number(Calls.SELECTABLE, pcap));
        awaited.set(JAVA_SHORT, Integer.BYTES, READABLE);
    }

    /// Opens an interface; the first that libpcap lists, where none is named.
    ///
    /// @throws IOException           where it does not exist or may not be opened
    /// @throws CaptureLibraryMissing where libpcap is not installed
    public static LiveCapture open(Optional<String> device, boolean promiscuous) throws IOException {
        return open(device, LiveOptions.WHOLE_FRAMES.promiscuous(promiscuous));
    }

    /// Opens an interface, `any` for all of them; the first that libpcap lists, where none is named.
    ///
    /// @throws IOException           where it does not exist or may not be opened
    /// @throws CaptureLibraryMissing where libpcap is not installed
    public static LiveCapture open(Optional<String> device, LiveOptions options) throws IOException {
        Libpcap.require();
        String name = device.isPresent() ? device.get() : defaultDevice();
        try (var arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Libpcap.ERROR_OCTETS);
            MemorySegment pcap = Libpcap.Functions.pointer(Calls.CREATE, arena.allocateFrom(name), error);
            if (pcap.address() == 0) throw new IOException(name + ": " + error.getString(0));
            activate(name, pcap, options);
            return new LiveCapture(name, pcap);
        }
    }

    private static String defaultDevice() throws IOException {
        return CaptureInterface.all().stream()
                .findFirst()
                .map(CaptureInterface::name)
                .orElseThrow(() -> new IOException("no interface to capture from; it may need root"));
    }

    private static void activate(String device, MemorySegment pcap, LiveOptions options) throws IOException {
        Libpcap.Functions.number(Calls.SET_SNAPLEN, pcap, options.snapLength());
        Libpcap.Functions.number(Calls.SET_PROMISC, pcap, options.promiscuous() ? 1 : 0);
        Libpcap.Functions.number(Calls.SET_TIMEOUT, pcap, HANDOVER_MILLIS);
        Libpcap.Functions.number(Calls.SET_IMMEDIATE, pcap, options.snapLength() <= SHORT_FRAME ? 1 : 0);
        Libpcap.Functions.number(Calls.SET_BUFFER_SIZE, pcap, options.ringOctets());
        int status = Libpcap.Functions.number(Calls.ACTIVATE, pcap); // above 0: a warning, such as no promiscuous mode
        if (status >= 0 && doNotBlock(pcap)) return;
        String why = Libpcap.error(pcap);
        Libpcap.Functions.call(Libpcap.Functions.CLOSE, pcap);
        throw OpeningFault.of(device, status, why);
    }

    /// Waiting is done by poll(2): libpcap's own waits without end on an idle interface.
    private static boolean doNotBlock(MemorySegment pcap) {
        try (var arena = Arena.ofConfined()) {
            return Libpcap.Functions.number(Calls.SETNONBLOCK, pcap, 1, arena.allocate(Libpcap.ERROR_OCTETS)) == 0;
        }
    }

    /// The interface's name.
    public String device() {
        return device;
    }

    /// Keeps out, in the kernel, what the expression does not let through.
    public void filter(String expression) throws FilterSyntaxException {
        try (var program = FilterProgram.compile(pcap, expression)) {
            if (Libpcap.Functions.number(Calls.SETFILTER, pcap, program.program()) != 0) {
                throw new FilterSyntaxException(expression, Libpcap.error(pcap));
            }
        }
    }

    @Override
    public Arrival next(Frame frame) throws IOException {
        int status = nextEx();
        if (status == NOTHING && poll() > 0) status = nextEx();
        return switch (status) {
            case FRAME -> {
                place(frame);
                yield Arrival.FRAME;
            }
            case NOTHING -> Arrival.NONE_YET;
            case STOPPED -> Arrival.END;
            default -> throw new IOException(device + ": " + Libpcap.error(pcap));
        };
    }

    private int nextEx() {
        try {
            return (int) Calls.NEXT_EX.invokeExact(pcap, headerPointer, framePointer);
        } catch (Throwable impossible) {
            throw new AssertionError("a C function does not throw", impossible);
        }
    }

    private int poll() {
        try {
            return (int) Calls.POLL.invokeExact(awaited, 1L, PATIENCE_MILLIS);
        } catch (Throwable impossible) {
            throw new AssertionError("a C function does not throw", impossible);
        }
    }

    private void place(Frame frame) {
        long header = headerPointer.get(JAVA_LONG_UNALIGNED, 0);
        long seconds = Libpcap.MEMORY.get(JAVA_LONG_UNALIGNED, header + Libpcap.PacketHeader.SECONDS);
        long micros = Libpcap.MEMORY.get(JAVA_LONG_UNALIGNED, header + Libpcap.PacketHeader.MICROS);
        int captured = (int) Libpcap.u32(header + Libpcap.PacketHeader.CAPTURED);
        frame.date(seconds, (int) micros);
        frame.link(linkType, ByteOrder.nativeOrder());
        frame.place(Libpcap.MEMORY, framePointer.get(JAVA_LONG_UNALIGNED, 0), captured, (int)
                Libpcap.u32(header + Libpcap.PacketHeader.LENGTH));
        octetsRead += captured;
    }

    /// Frames that arrived, and those that were lost because they were not asked for in time; as of the last time that
    /// the system told. By the thread that asks for frames.
    public LiveCounters counters() {
        try (var own = Arena.ofConfined()) {
            MemorySegment stats = own.allocate(3L * Integer.BYTES, Integer.BYTES);
            if (Libpcap.Functions.number(Calls.STATS, pcap, stats) == 0) {
                received.is(stats.get(JAVA_INT, 0));
                dropped.is(stats.get(JAVA_INT, 4));
                droppedByInterface.is(stats.get(JAVA_INT, 8));
            }
        }
        return new LiveCounters(received.sum(), dropped.sum(), droppedByInterface.sum());
    }

    /// Makes the thread that asks see [Arrival#END] soon. From any thread.
    public synchronized void stop() {
        if (!closed) Libpcap.Functions.call(Calls.BREAKLOOP, pcap);
    }

    @Override
    public int linkType() {
        return linkType;
    }

    @Override
    public long octetsRead() {
        return octetsRead;
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        Libpcap.Functions.call(Libpcap.Functions.CLOSE, pcap);
        arena.close();
    }

    private static final class Calls {
        private static final MemoryLayout POINTER = ADDRESS;

        static final MethodHandle CREATE = Libpcap.function("pcap_create", POINTER, POINTER, POINTER);
        static final MethodHandle SET_SNAPLEN = Libpcap.function("pcap_set_snaplen", JAVA_INT, POINTER, JAVA_INT);
        static final MethodHandle SET_PROMISC = Libpcap.function("pcap_set_promisc", JAVA_INT, POINTER, JAVA_INT);
        static final MethodHandle SET_TIMEOUT = Libpcap.function("pcap_set_timeout", JAVA_INT, POINTER, JAVA_INT);
        static final MethodHandle SET_BUFFER_SIZE =
                Libpcap.function("pcap_set_buffer_size", JAVA_INT, POINTER, JAVA_INT);
        static final MethodHandle SET_IMMEDIATE =
                Libpcap.function("pcap_set_immediate_mode", JAVA_INT, POINTER, JAVA_INT);
        static final MethodHandle SETNONBLOCK =
                Libpcap.function("pcap_setnonblock", JAVA_INT, POINTER, JAVA_INT, POINTER);
        static final MethodHandle SELECTABLE = Libpcap.function("pcap_get_selectable_fd", JAVA_INT, POINTER);
        static final MethodHandle POLL = Libpcap.systemFunction("poll", JAVA_INT, POINTER, JAVA_LONG, JAVA_INT);
        static final MethodHandle ACTIVATE = Libpcap.function("pcap_activate", JAVA_INT, POINTER);
        static final MethodHandle DATALINK = Libpcap.function("pcap_datalink", JAVA_INT, POINTER);
        static final MethodHandle SETFILTER = Libpcap.function("pcap_setfilter", JAVA_INT, POINTER, POINTER);
        static final MethodHandle NEXT_EX = Libpcap.function("pcap_next_ex", JAVA_INT, POINTER, POINTER, POINTER);
        static final MethodHandle STATS = Libpcap.function("pcap_stats", JAVA_INT, POINTER, POINTER);
        static final MethodHandle BREAKLOOP = Libpcap.procedure("pcap_breakloop", POINTER);

        private Calls() {}
    }
}
