/// The agent on a mail host, with real interfaces, logs and brokers.
@NullMarked
package dev.synoptic.conformance.agent;

import org.jspecify.annotations.NullMarked;
