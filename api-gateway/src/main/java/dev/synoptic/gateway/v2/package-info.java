/// p0f's query protocol, version 2: one query, one answer, one connection (`clients.md` section 2).
@NullMarked
package dev.synoptic.gateway.v2;

import org.jspecify.annotations.NullMarked;
