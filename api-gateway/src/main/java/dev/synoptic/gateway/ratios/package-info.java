/// The tables of ratios, kept current from `ratios.v1` and summed when asked for.
@NullMarked
package dev.synoptic.gateway.ratios;

import org.jspecify.annotations.NullMarked;
