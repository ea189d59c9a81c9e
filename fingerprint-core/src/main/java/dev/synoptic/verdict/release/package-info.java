/// What of verdicts may leave the operator's hands, and in which shape (`mail.md` g): addresses that name nobody,
/// and tables in which nobody stands alone.
@NullMarked
package dev.synoptic.verdict.release;

import org.jspecify.annotations.NullMarked;
