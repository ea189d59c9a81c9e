/// An observation held against the signatures: which one explains it, how well, and why.
@NullMarked
package dev.synoptic.match;

import org.jspecify.annotations.NullMarked;
