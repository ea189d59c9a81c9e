/// Postfix: what its daemons log about one session, brought together into verdicts (`mail.md` a.4, a.5).
@NullMarked
package dev.synoptic.verdict.postfix;

import org.jspecify.annotations.NullMarked;
