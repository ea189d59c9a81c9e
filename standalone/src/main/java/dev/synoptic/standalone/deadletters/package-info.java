/// `synoptic dead-letters`: what could not be read, and sending it again.
@NullMarked
package dev.synoptic.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
