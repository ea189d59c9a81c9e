/// Who may ask what: tokens, roles, and a line in the log for whoever sees addresses.
@NullMarked
package dev.synoptic.gateway.http.access;

import org.jspecify.annotations.NullMarked;
