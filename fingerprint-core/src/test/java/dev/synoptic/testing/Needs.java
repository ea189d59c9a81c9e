package dev.synoptic.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Marks tests that need more than a JDK and Maven.
///
/// Where the need is not met the test is skipped and the reason printed with its install line;
/// under `SYNOPTIC_REQUIRE=all` it fails instead.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCondition.class)
public @interface Needs {
    /// All of these must be there.
    Need[] value();
}
