/// Sessions of mail servers that log what was said in order: one conversation, one transaction after the other
/// (V1, V2).
@NullMarked
package dev.synoptic.verdict.dialogue;

import org.jspecify.annotations.NullMarked;
