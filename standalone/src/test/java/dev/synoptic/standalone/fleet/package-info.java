@NullMarked
package dev.synoptic.standalone.fleet;

import org.jspecify.annotations.NullMarked;
