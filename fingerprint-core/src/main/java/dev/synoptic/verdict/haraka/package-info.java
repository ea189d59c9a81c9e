/// Haraka: its log in any of its three formats read into verdicts (`mail.md` a.7).
@NullMarked
package dev.synoptic.verdict.haraka;

import org.jspecify.annotations.NullMarked;
