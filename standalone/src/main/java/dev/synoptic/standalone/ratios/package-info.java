/// `synoptic ratios` and `synoptic scores`: the tables of a running fleet, and points for filters learnt from it.
@NullMarked
package dev.synoptic.standalone.ratios;

import org.jspecify.annotations.NullMarked;
