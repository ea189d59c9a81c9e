/// Raw records to Kafka: keyed by host, in order, each acknowledged.
@NullMarked
package dev.synoptic.agent.publish;

import org.jspecify.annotations.NullMarked;
