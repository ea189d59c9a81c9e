/// How sure one can be of a ratio (`mail.md` b.6).
@NullMarked
package dev.synoptic.verdict.statistics;

import org.jspecify.annotations.NullMarked;
