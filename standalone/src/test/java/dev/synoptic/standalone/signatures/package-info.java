@NullMarked
package dev.synoptic.standalone.signatures;

import org.jspecify.annotations.NullMarked;
