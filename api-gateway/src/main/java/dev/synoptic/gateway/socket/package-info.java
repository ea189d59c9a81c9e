/// The sockets that mail software asks through: one thread, one selector, any number of listeners and protocols.
///
/// It knows octets and connections, and nothing of hosts; what the octets mean is a [Protocol] plugged in.
@NullMarked
package dev.synoptic.gateway.socket;

import org.jspecify.annotations.NullMarked;
