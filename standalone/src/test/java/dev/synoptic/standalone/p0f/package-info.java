@NullMarked
package dev.synoptic.standalone.p0f;

import org.jspecify.annotations.NullMarked;
