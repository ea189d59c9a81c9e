/// The arrows of the design, held against the classes.
@NullMarked
package dev.synoptic.conformance.architecture;

import org.jspecify.annotations.NullMarked;
