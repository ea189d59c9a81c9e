/// What is known of one host, and how each observation changes it.
@NullMarked
package dev.synoptic.host;

import org.jspecify.annotations.NullMarked;
