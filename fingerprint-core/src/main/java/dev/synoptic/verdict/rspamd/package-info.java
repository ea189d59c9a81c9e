/// rspamd: what it thought of a message, as a second opinion beside the mail server's word (`mail.md` a.8).
@NullMarked
package dev.synoptic.verdict.rspamd;

import org.jspecify.annotations.NullMarked;
