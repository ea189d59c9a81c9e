/// OpenSMTPD: its lines in the system log read into verdicts (`mail.md` a.7).
@NullMarked
package dev.synoptic.verdict.opensmtpd;

import org.jspecify.annotations.NullMarked;
