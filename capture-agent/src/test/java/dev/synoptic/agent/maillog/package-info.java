@NullMarked
package dev.synoptic.agent.maillog;

import org.jspecify.annotations.NullMarked;
