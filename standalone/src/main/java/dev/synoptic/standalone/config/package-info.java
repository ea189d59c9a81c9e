/// Settings: one YAML file, the environment and `--set` over it, bound to records.
///
/// A setting is a component of a record, annotated with [Setting][dev.synoptic.standalone.config.Setting]; its
/// default stands there too, and nowhere else. The reference page is made of the same annotations.
@NullMarked
package dev.synoptic.standalone.config;

import org.jspecify.annotations.NullMarked;
