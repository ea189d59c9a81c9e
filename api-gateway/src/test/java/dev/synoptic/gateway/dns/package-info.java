@NullMarked
package dev.synoptic.gateway.dns;

import org.jspecify.annotations.NullMarked;
