/// What only all modules together can show: corpora, whole paths, architecture.
@NullMarked
package dev.synoptic.conformance;

import org.jspecify.annotations.NullMarked;
