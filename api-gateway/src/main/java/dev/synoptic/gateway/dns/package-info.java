/// A DNS zone of known hosts, over UDP and TCP (`clients.md` sections 4.2 and 6).
@NullMarked
package dev.synoptic.gateway.dns;

import org.jspecify.annotations.NullMarked;
