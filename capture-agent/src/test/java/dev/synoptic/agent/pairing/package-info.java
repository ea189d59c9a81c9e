@NullMarked
package dev.synoptic.agent.pairing;

import org.jspecify.annotations.NullMarked;
