package dev.synoptic.gateway.http.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a field of an answer, or of a body that is sent in, says: units and where it comes from. The description of the
/// API and its data dictionary are made of these.
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Meaning {

    /// One sentence.
    String value();

    /// How it may look; empty for none.
    String example() default "";
}
