/// The dashboard and the plain page.
@NullMarked
package dev.synoptic.gateway.http.page;

import org.jspecify.annotations.NullMarked;
