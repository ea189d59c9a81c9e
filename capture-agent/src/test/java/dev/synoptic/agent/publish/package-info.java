@NullMarked
package dev.synoptic.agent.publish;

import org.jspecify.annotations.NullMarked;
