@NullMarked
package dev.synoptic.standalone.demo;

import org.jspecify.annotations.NullMarked;
