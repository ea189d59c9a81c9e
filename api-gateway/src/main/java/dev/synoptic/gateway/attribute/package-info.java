/// Lines of `name=value`, ended by an empty one: what several protocols are written in.
@NullMarked
package dev.synoptic.gateway.attribute;

import org.jspecify.annotations.NullMarked;
