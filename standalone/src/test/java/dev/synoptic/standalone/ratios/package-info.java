@NullMarked
package dev.synoptic.standalone.ratios;

import org.jspecify.annotations.NullMarked;
