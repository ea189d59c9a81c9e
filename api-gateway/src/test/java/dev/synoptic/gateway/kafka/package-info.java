@NullMarked
package dev.synoptic.gateway.kafka;

import org.jspecify.annotations.NullMarked;
