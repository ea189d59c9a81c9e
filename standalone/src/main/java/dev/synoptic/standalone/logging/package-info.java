/// What reaches standard error of the log.
@NullMarked
package dev.synoptic.standalone.logging;

import org.jspecify.annotations.NullMarked;
