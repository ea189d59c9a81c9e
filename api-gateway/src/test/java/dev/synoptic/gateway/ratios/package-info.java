@NullMarked
package dev.synoptic.gateway.ratios;

import org.jspecify.annotations.NullMarked;
