@NullMarked
package dev.synoptic.gateway.plugin;

import org.jspecify.annotations.NullMarked;
