/// Rules about mail clients, as plain values: what they look at, when they hold, what they ask for, and the gate before
/// any refusal (`mail.md` f.1 to f.3). Nothing here knows of sockets, Kafka or time.
@NullMarked
package dev.synoptic.gateway.policy.rule;

import org.jspecify.annotations.NullMarked;
