package dev.synoptic.standalone.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What one setting is for, and what it is where nobody sets it.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

    /// One sentence for the reference page.
    String value();

    /// As it would stand in the file; empty for an optional setting or an empty list.
    String byDefault() default "";
}
