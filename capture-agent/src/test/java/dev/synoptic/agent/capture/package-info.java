@NullMarked
package dev.synoptic.agent.capture;

import org.jspecify.annotations.NullMarked;
