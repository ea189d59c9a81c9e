/// Tests of what carries records to the brokers.
@NullMarked
package dev.synoptic.agent.courier;

import org.jspecify.annotations.NullMarked;
