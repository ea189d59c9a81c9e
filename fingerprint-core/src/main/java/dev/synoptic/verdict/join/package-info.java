/// Which fingerprint belongs to which verdict (`mail.md` b.1 to b.4).
@NullMarked
package dev.synoptic.verdict.join;

import org.jspecify.annotations.NullMarked;
