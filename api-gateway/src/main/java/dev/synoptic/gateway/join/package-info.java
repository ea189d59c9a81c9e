/// Verdicts meet fingerprints: a topology of the gateway's own, from `verdicts.v1` and `fingerprints.v1` to `joined.v1`
/// and `ratios.v1`.
///
/// Start reading at [JoinTopology]. What belongs together is decided by [dev.synoptic.verdict.join.JoinRules]; here
/// is only what is kept meanwhile, when it is settled, and what is counted.
@NullMarked
package dev.synoptic.gateway.join;

import org.jspecify.annotations.NullMarked;
