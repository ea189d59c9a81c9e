/// Queries with ids, any number unanswered at a time: the plug-in protocol (`clients.md` section 7).
@NullMarked
package dev.synoptic.gateway.plugin;

import org.jspecify.annotations.NullMarked;
