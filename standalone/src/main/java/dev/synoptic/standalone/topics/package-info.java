/// `synoptic topics`: the catalogue and a cluster held against each other.
@NullMarked
package dev.synoptic.standalone.topics;

import org.jspecify.annotations.NullMarked;
