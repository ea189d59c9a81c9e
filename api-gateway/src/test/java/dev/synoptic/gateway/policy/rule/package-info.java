@NullMarked
package dev.synoptic.gateway.policy.rule;

import org.jspecify.annotations.NullMarked;
