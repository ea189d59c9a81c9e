/// Octets to views: link layers, IPv4, IPv6 and TCP headers read in place.
@NullMarked
package dev.synoptic.packet;

import org.jspecify.annotations.NullMarked;
