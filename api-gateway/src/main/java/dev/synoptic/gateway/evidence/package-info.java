/// What policy rules go by beside the host itself: how senders and labels have fared, out of the join's verdicts and
/// counts.
@NullMarked
package dev.synoptic.gateway.evidence;

import org.jspecify.annotations.NullMarked;
