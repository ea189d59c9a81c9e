@NullMarked
package dev.synoptic.gateway.evidence;

import org.jspecify.annotations.NullMarked;
