/// The tables people came for: how much of what each operating system sends is refused (`mail.md` b.5).
@NullMarked
package dev.synoptic.verdict.ratio;

import org.jspecify.annotations.NullMarked;
