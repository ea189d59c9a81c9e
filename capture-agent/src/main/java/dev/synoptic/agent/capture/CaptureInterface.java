package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An interface that can be captured from.
///
/// @param name        to be given to [LiveCapture]
/// @param description in words, where there are any
public record CaptureInterface(String name, Optional<String> description) {

    /// Where fields of `struct pcap_if` lie on 64-bit systems: next, name, description.
    private static final long NEXT = 0, NAME = 8, DESCRIPTION = 16;

    /// All interfaces, in libpcap's order: the default one first.
    ///
    /// @throws IOException where libpcap cannot tell
    public static List<CaptureInterface> all() throws IOException {
        var findAll = Libpcap.function("pcap_findalldevs", JAVA_INT, ADDRESS, ADDRESS);
        var free = Libpcap.procedure("pcap_freealldevs", ADDRESS);
        try (var arena = Arena.ofConfined()) {
            MemorySegment first = arena.allocate(ADDRESS);
            MemorySegment error = arena.allocate(Libpcap.ERROR_OCTETS);
            if (Libpcap.Functions.number(findAll, first, error) != 0) throw new IOException(error.getString(0));
            MemorySegment list = first.get(ADDRESS, 0);
            try {
                return read(list);
            } finally {
                Libpcap.Functions.call(free, list);
            }
        }
    }

    private static List<CaptureInterface> read(MemorySegment list) {
        var found = new ArrayList<CaptureInterface>();
        for (var at = list; at.address() != 0; at = Libpcap.pointer(at.address() + NEXT)) {

            String description = Libpcap.text(Libpcap.pointer(at.address() + DESCRIPTION));
            found.add(new CaptureInterface(
                    Libpcap.text(Libpcap.pointer(at.address() + NAME)),
                    Optional.of(description).filter(text -> !text.isEmpty())));
        }
        return found;
    }
}
