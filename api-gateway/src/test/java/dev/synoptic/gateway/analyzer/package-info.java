@NullMarked
package dev.synoptic.gateway.analyzer;

import org.jspecify.annotations.NullMarked;
