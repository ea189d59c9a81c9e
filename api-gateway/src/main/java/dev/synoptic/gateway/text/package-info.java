/// A line in, a line out: for Exim, shells and scripts (`clients.md` section 5).
@NullMarked
package dev.synoptic.gateway.text;

import org.jspecify.annotations.NullMarked;
