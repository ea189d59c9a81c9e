/// qpsmtpd: the dialogue in its log read into verdicts (`mail.md` a.7).
@NullMarked
package dev.synoptic.verdict.qpsmtpd;

import org.jspecify.annotations.NullMarked;
