/// The gateway: everything that asks about hosts and ratios, over one view of the fleet.
///
/// Start reading at [Gateway]. Each protocol is a package of its own and sees hosts only through
/// [dev.synoptic.gateway.answer.HostFinder].
@NullMarked
package dev.synoptic.gateway;

import org.jspecify.annotations.NullMarked;
