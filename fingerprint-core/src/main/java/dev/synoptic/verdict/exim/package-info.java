/// Exim: its main log read into verdicts (`mail.md` a.6).
@NullMarked
package dev.synoptic.verdict.exim;

import org.jspecify.annotations.NullMarked;
