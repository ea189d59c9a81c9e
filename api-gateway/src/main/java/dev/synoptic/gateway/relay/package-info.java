/// The front that outlives restarts: it owns the sockets that mail software keeps open, passes requests on to a
/// gateway, and says "not known" in the protocol's own words while no gateway answers.
@NullMarked
package dev.synoptic.gateway.relay;

import org.jspecify.annotations.NullMarked;
