/// What a mail log says, without any service running.
@NullMarked
package dev.synoptic.standalone.verdicts;

import org.jspecify.annotations.NullMarked;
