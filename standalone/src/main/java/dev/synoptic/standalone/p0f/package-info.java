/// `synoptic p0f`: p0f 3.09b's own options, output, socket and exit statuses, in one process without Kafka.
///
/// Programs start it through [dev.synoptic.standalone.p0f.P0f].
@NullMarked
package dev.synoptic.standalone.p0f;

import org.jspecify.annotations.NullMarked;
