/// `synoptic demo`: the whole pipeline in one JVM, from a capture and a mail log to the table.
@NullMarked
package dev.synoptic.standalone.demo;

import org.jspecify.annotations.NullMarked;
