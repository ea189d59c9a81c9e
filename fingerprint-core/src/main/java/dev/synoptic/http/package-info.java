/// HTTP heads, octets to messages, read to the letter of `p0f-v3.md` section 10.
@NullMarked
package dev.synoptic.http;

import org.jspecify.annotations.NullMarked;
