/// What the topologies of `fingerprint-streams` and of the gateway's join share: stores for whatever changes more
/// often than tasks commit, and what becomes of a thread that lost a transaction. They need `kafka-streams`, which
/// only those two bring along.
@NullMarked
package dev.synoptic.schemas.store;

import org.jspecify.annotations.NullMarked;
