/// A Kafka broker inside this JVM: for `demo`, for `up`, and for tests that want a real one.
@NullMarked
package dev.synoptic.standalone.broker;

import org.jspecify.annotations.NullMarked;
