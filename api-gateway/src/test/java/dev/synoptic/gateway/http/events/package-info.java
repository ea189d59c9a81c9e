/// Tests of events told to listeners.
@NullMarked
package dev.synoptic.gateway.http.events;

import org.jspecify.annotations.NullMarked;
