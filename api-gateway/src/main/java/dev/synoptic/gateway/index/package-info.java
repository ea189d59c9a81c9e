/// Every host that the fleet knows, in memory, as small as it goes and ready to be asked for.
@NullMarked
package dev.synoptic.gateway.index;

import org.jspecify.annotations.NullMarked;
