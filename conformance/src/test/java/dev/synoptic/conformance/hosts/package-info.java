/// What the fleet knows of hosts, held against p0f's own records.
@NullMarked
package dev.synoptic.conformance.hosts;

import org.jspecify.annotations.NullMarked;
