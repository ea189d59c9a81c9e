/// Schemas by topic: services of neighbouring versions read each other, in either order of upgrade (design
/// §3).
@NullMarked
package dev.synoptic.schemas.exchange;

import org.jspecify.annotations.NullMarked;
