/// p0f-analyzer's datagrams, as amavisd sends them (`clients.md` section 3).
@NullMarked
package dev.synoptic.gateway.analyzer;

import org.jspecify.annotations.NullMarked;
