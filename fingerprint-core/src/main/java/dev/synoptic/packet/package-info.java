/// Octets to views: link layers, IPv4, IPv6 and TCP headers read in place.
@org.jspecify.annotations.NullMarked
package dev.synoptic.packet;
