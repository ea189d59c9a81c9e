/// Points for filters, learnt from a site's own verdicts: what an operating system, a flavor or a signature says of the
/// mail that comes from it, and how sure that is.
@NullMarked
package dev.synoptic.verdict.score;

import org.jspecify.annotations.NullMarked;
