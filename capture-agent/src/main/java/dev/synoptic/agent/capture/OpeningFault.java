package dev.synoptic.agent.capture;

import java.io.IOException;

/// Why an interface could not be opened, and what to do, by libpcap's status (pcap_activate(3PCAP)).
final class OpeningFault {

    private static final int NO_SUCH_DEVICE = -5, NO_PERMISSION = -8, DOWN = -9, NO_PERMISSION_PROMISCUOUS = -11;

    private OpeningFault() {}

    static IOException of(String device, int status, String why) {
        return switch (status) {
            case NO_SUCH_DEVICE ->
                new InterfaceAway(device + ": no such interface; --list-interfaces shows those that there are", false);
            case DOWN -> new InterfaceAway(device + ": is down; it can be opened once it is up", true);
            case NO_PERMISSION, NO_PERMISSION_PROMISCUOUS ->
                new IOException(device + ": may not be captured from; that needs root or the capability CAP_NET_RAW");
            default -> new IOException(device + ": " + (why.isEmpty() ? "cannot be opened, status " + status : why));
        };
    }
}
