/// `synoptic signatures`: explains, checks, shows, converts, compares and measures signature files.
@NullMarked
package dev.synoptic.standalone.signatures;

import org.jspecify.annotations.NullMarked;
