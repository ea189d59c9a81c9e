@NullMarked
package dev.synoptic.agent.live;

import org.jspecify.annotations.NullMarked;
