package dev.synoptic.agent.capture;

/// Why an interface could not be opened, and what to do, by libpcap's status (pcap_activate(3PCAP)).
final class OpeningFault {

    private static final int NO_SUCH_DEVICE = -5, NO_PERMISSION = -8, DOWN = -9, NO_PERMISSION_PROMISCUOUS = -11;

    private OpeningFault() {}

    static String of(int status, String why) {
        return switch (status) {
            case NO_SUCH_DEVICE -> "no such interface; --list-interfaces shows those that there are";
            case NO_PERMISSION, NO_PERMISSION_PROMISCUOUS ->
                "may not be captured from; that needs root or the capability CAP_NET_RAW";
            case DOWN -> "is down; it can be opened once it is up";
            default -> why.isEmpty() ? "cannot be opened, status " + status : why;
        };
    }
}
