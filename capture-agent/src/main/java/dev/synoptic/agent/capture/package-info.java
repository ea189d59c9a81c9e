/// Frames from capture files and from the wire, in place.
///
/// Start at [dev.synoptic.agent.capture.FrameSource]; [dev.synoptic.agent.capture.CaptureFile] reads files without
/// libpcap.
@NullMarked
package dev.synoptic.agent.capture;

import org.jspecify.annotations.NullMarked;
