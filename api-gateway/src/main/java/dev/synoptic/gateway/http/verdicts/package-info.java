/// Verdicts that are sent in rather than read from a log.
@NullMarked
package dev.synoptic.gateway.http.verdicts;

import org.jspecify.annotations.NullMarked;
