@NullMarked
package dev.synoptic.standalone.policy;

import org.jspecify.annotations.NullMarked;
