/// The mail servers whose logs can be read, by name.
@NullMarked
package dev.synoptic.verdict.source;

import org.jspecify.annotations.NullMarked;
