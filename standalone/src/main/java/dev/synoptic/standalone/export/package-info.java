/// `synoptic export`: verdicts with their systems as files, for the operator, for research, or for everybody.
@NullMarked
package dev.synoptic.standalone.export;

import org.jspecify.annotations.NullMarked;
