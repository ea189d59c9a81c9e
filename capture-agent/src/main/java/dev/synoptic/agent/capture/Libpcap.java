package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// libpcap's functions that live capture and filters need, called without a detour (pcap(3PCAP)).
///
/// Its library is looked for on first need; reading files never needs it.
@SuppressWarnings("restricted") // native access is granted by the flags of every JVM of ours
final class Libpcap {

    /// Octets of the text that a failing call may leave.
    static final int ERROR_OCTETS = 256;

    /// All of memory, for reading what C points at without making an object per frame.
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final List<String> NAMES =
            List.of("libpcap.so.0.8", "libpcap.so.1", "libpcap.so", "/usr/lib/libpcap.dylib", "libpcap.A.dylib");
    private static final Optional<SymbolLookup> LIBRARY =
            NAMES.stream().flatMap(Libpcap::library).findFirst();
    private static final Linker LINKER = Linker.nativeLinker();

    /// A null pointer where a call fails; the word for addresses in all descriptors.
    private static final MemoryLayout POINTER = ADDRESS;

    private Libpcap() {}

    private static Stream<SymbolLookup> library(String name) {
        try {
            return Stream.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException notThere) {
            return Stream.empty();
        }
    }

    /// Whether live capture and filters can work here.
    static boolean isPresent() {
        return LIBRARY.isPresent();
    }

    /// To be asked before any class that holds functions is used: a class that cannot be set up says nothing of why.
    ///
    /// @throws CaptureLibraryMissing where it is not installed
    static void require() {
        if (!isPresent()) throw new CaptureLibraryMissing();
    }

    /// The C function `name` that gives `result` for `parameters`.
    static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(result, parameters));
    }

    /// A function of the system's own C library.
    static MethodHandle systemFunction(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters));
    }

    /// The C function `name` that gives nothing.
    static MethodHandle procedure(String name, MemoryLayout... parameters) {
        return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(parameters));
    }

    private static MemorySegment symbol(String name) {
        return LIBRARY.orElseThrow(CaptureLibraryMissing::new)
                .find(name)
                .orElseThrow(() -> new CaptureLibraryMissing(name));
    }

    /// A text that C ended with a zero octet.
    static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// What `pcap_geterr` says of an open handle.
    static String error(MemorySegment pcap) {
        return text(Functions.pointer(Functions.GETERR, pcap));
    }

    /// Functions on an open or dead handle, linked when first used.
    static final class Functions {
        static final MethodHandle GETERR = function("pcap_geterr", POINTER, POINTER);
        static final MethodHandle OPEN_DEAD = function("pcap_open_dead", POINTER, JAVA_INT, JAVA_INT);
        static final MethodHandle CLOSE = procedure("pcap_close", POINTER);
        static final MethodHandle COMPILE =
                function("pcap_compile", JAVA_INT, POINTER, POINTER, POINTER, JAVA_INT, JAVA_INT);
        static final MethodHandle FREECODE = procedure("pcap_freecode", POINTER);
        static final MethodHandle OFFLINE_FILTER = function("pcap_offline_filter", JAVA_INT, POINTER, POINTER, POINTER);

        private Functions() {}

        static MemorySegment pointer(MethodHandle function, Object... arguments) {
            try {
                return (MemorySegment) function.invokeWithArguments(arguments);
            } catch (Throwable impossible) {
                throw new AssertionError("a C function does not throw", impossible);
            }
        }

        static int number(MethodHandle function, Object... arguments) {
            try {
                return (int) function.invokeWithArguments(arguments);
            } catch (Throwable impossible) {
                throw new AssertionError("a C function does not throw", impossible);
            }
        }

        static void call(MethodHandle procedure, Object... arguments) {
            try {
                procedure.invokeWithArguments(arguments);
            } catch (Throwable impossible) {
                throw new AssertionError("a C function does not throw", impossible);
            }
        }
    }

    /// The layout of `struct pcap_pkthdr` on 64-bit systems: a `timeval`, then two lengths.
    static final class PacketHeader {
        static final long SECONDS = 0, MICROS = 8, CAPTURED = 16, LENGTH = 20, OCTETS = 24;

        private PacketHeader() {}
    }

    /// A pointer in all of memory.
    static MemorySegment pointer(long address) {
        return MEMORY.get(ADDRESS, address);
    }

    /// A number in all of memory.
    static long u32(long address) {
        return MEMORY.get(ValueLayout.JAVA_INT_UNALIGNED, address) & 0xFFFF_FFFFL;
    }
}
