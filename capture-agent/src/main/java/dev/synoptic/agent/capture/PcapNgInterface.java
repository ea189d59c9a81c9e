package dev.synoptic.agent.capture;

/// An interface as a pcapng file describes it.
///
/// @param linkType       its number in capture files
/// @param snapshotLength octets of a frame that may have been kept
/// @param times          how it counts time
record PcapNgInterface(int linkType, int snapshotLength, TimeScale times) {}
