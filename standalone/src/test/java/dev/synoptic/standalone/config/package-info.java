@NullMarked
package dev.synoptic.standalone.config;

import org.jspecify.annotations.NullMarked;
