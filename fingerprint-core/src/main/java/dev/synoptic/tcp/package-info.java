/// The field's words: option kinds, quirks, layouts, window multiples.
@NullMarked
package dev.synoptic.tcp;

import org.jspecify.annotations.NullMarked;
