/// What was captured while the brokers are away, on disk, in order.
@NullMarked
package dev.synoptic.agent.spool;

import org.jspecify.annotations.NullMarked;
