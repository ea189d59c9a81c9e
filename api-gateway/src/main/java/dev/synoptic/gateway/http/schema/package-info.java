/// What answers look like, told once: records with a word on each component, their JSON and their JSON Schema.
@NullMarked
package dev.synoptic.gateway.http.schema;

import org.jspecify.annotations.NullMarked;
