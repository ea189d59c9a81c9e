/// What rules do to mail, and what they would do.
@NullMarked
package dev.synoptic.gateway.http.policy;

import org.jspecify.annotations.NullMarked;
