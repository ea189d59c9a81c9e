@NullMarked
package dev.synoptic.gateway.answer;

import org.jspecify.annotations.NullMarked;
