@NullMarked
package dev.synoptic.gateway;

import org.jspecify.annotations.NullMarked;
