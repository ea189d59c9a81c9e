@NullMarked
package dev.synoptic.gateway.text;

import org.jspecify.annotations.NullMarked;
