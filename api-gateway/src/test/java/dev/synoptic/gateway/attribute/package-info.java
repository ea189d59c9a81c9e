@NullMarked
package dev.synoptic.gateway.attribute;

import org.jspecify.annotations.NullMarked;
