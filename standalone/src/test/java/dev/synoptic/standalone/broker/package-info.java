@NullMarked
package dev.synoptic.standalone.broker;

import org.jspecify.annotations.NullMarked;
