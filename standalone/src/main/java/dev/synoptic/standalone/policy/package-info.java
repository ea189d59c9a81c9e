/// What the settings say of policy rules, in the policy's own words.
@NullMarked
package dev.synoptic.standalone.policy;

import org.jspecify.annotations.NullMarked;
