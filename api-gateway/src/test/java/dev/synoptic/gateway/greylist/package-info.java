@NullMarked
package dev.synoptic.gateway.greylist;

import org.jspecify.annotations.NullMarked;
