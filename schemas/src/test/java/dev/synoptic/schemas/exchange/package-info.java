@NullMarked
package dev.synoptic.schemas.exchange;

import org.jspecify.annotations.NullMarked;
