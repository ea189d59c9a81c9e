/// Which sites there are, whether their agents are alive, and what was sent to each.
@NullMarked
package dev.synoptic.gateway.http.sites;

import org.jspecify.annotations.NullMarked;
