@NullMarked
package dev.synoptic.schemas.store;

import org.jspecify.annotations.NullMarked;
