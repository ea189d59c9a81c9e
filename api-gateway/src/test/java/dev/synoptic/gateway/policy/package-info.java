@NullMarked
package dev.synoptic.gateway.policy;

import org.jspecify.annotations.NullMarked;
