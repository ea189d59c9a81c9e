@NullMarked
package dev.synoptic.standalone.system;

import org.jspecify.annotations.NullMarked;
