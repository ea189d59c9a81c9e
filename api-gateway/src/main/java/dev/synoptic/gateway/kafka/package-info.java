/// How the gateway reads topics into memory, and how its clients of Kafka are set up.
@NullMarked
package dev.synoptic.gateway.kafka;

import org.jspecify.annotations.NullMarked;
