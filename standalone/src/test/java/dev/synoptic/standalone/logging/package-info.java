@NullMarked
package dev.synoptic.standalone.logging;

import org.jspecify.annotations.NullMarked;
