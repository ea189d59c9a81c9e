/// p0f 3.09b to the octet: one ordered stream of packets with its flows and hosts, its log lines, its query messages.
@NullMarked
package dev.synoptic.p0f;

import org.jspecify.annotations.NullMarked;
