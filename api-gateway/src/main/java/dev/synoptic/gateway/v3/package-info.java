/// p0f's query protocol, version 3: 21 octets ask, 232 answer (`clients.md` section 1).
@NullMarked
package dev.synoptic.gateway.v3;

import org.jspecify.annotations.NullMarked;
