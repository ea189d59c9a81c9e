@NullMarked
package dev.synoptic.agent.spool;

import org.jspecify.annotations.NullMarked;
