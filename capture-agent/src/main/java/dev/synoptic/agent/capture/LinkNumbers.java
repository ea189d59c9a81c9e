package dev.synoptic.agent.capture;

/// The few link types whose number in capture files is not libpcap's own on this system (pcap-linktype(7)).
final class LinkNumbers {

    private static final int RAW_IN_FILES = 101, RAW_ON_LINUX = 12, RAW_ON_OPENBSD = 14;

    private LinkNumbers() {}

    static int toLibpcap(int linkType) {
        return linkType == RAW_IN_FILES ? rawHere() : linkType;
    }

    static int fromLibpcap(int linkType) {
        return linkType == RAW_ON_LINUX || linkType == RAW_ON_OPENBSD ? RAW_IN_FILES : linkType;
    }

    private static int rawHere() {
        return System.getProperty("os.name", "").equals("OpenBSD") ? RAW_ON_OPENBSD : RAW_ON_LINUX;
    }
}
