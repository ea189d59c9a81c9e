/// The agent on a mail host: interfaces watched and logs followed, for years.
///
/// Start reading at [dev.synoptic.agent.live.LiveAgent].
@NullMarked
package dev.synoptic.agent.live;

import org.jspecify.annotations.NullMarked;
