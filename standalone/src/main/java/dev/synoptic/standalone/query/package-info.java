/// `synoptic query`: one question to a p0f v3 socket, the answer in full.
@NullMarked
package dev.synoptic.standalone.query;

import org.jspecify.annotations.NullMarked;
