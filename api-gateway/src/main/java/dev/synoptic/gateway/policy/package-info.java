/// Postfix policy delegation (`clients.md` 4.1): requests read, rules asked, one action answered. Whatever goes
/// wrong, the answer is `DUNNO`: silence would defer mail.
@NullMarked
package dev.synoptic.gateway.policy;

import org.jspecify.annotations.NullMarked;
