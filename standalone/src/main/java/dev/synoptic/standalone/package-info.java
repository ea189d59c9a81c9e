/// The `synoptic` command.
@NullMarked
package dev.synoptic.standalone;

import org.jspecify.annotations.NullMarked;
