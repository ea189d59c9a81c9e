/// Lines of a mail server's log: their envelope, their time, what is kept of them, and who reads them into
/// verdicts.
@NullMarked
package dev.synoptic.verdict.log;

import org.jspecify.annotations.NullMarked;
