/// Tables of ratios and lines over time, as JSON and as text.
@NullMarked
package dev.synoptic.gateway.http.ratios;

import org.jspecify.annotations.NullMarked;
