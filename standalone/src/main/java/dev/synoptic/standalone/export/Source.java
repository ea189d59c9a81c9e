package dev.synoptic.standalone.export;

import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.function.Consumer;

/// Every verdict with its system, in its last revision, once; may be asked again and says the same.
@FunctionalInterface
interface Source {
    void read(Consumer<JoinedVerdict> each);
}
