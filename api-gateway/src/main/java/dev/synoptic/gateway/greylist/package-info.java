/// What a fleet of gateways remembers together for its policy: first attempts (`greylist.v1`) and how rules fare
/// (`policies.v1`). Each gateway answers from its own copy; what it cannot know, passes.
@NullMarked
package dev.synoptic.gateway.greylist;

import org.jspecify.annotations.NullMarked;
