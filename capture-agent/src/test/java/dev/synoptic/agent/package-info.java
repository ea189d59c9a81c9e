@NullMarked
package dev.synoptic.agent;

import org.jspecify.annotations.NullMarked;
