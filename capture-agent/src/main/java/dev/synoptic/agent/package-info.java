/// The capture agent: frames and mail logs in, raw records out.
///
/// Start reading at [CaptureAgent].
@NullMarked
package dev.synoptic.agent;

import org.jspecify.annotations.NullMarked;
