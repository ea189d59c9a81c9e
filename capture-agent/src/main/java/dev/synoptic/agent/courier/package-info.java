/// Records of a live agent on their way: memory, spool, brokers.
@NullMarked
package dev.synoptic.agent.courier;

import org.jspecify.annotations.NullMarked;
