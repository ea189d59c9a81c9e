/// What stands in `deploy/` for mail servers, run by those servers.
@NullMarked
package dev.synoptic.conformance.fronts;

import org.jspecify.annotations.NullMarked;
