/// The fleet file: which sites there are, what was captured and logged at each, and who stands before whom.
@NullMarked
package dev.synoptic.standalone.fleet;

import org.jspecify.annotations.NullMarked;
