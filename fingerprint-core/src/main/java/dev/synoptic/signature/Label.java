package dev.synoptic.signature;

import java.util.Optional;

/// What a signature says its sender is (`p0f-v3.md` FP-7).
///
/// @param generic     type `g`: a catch-all; else `s`, specific
/// @param systemClass the class of operating systems; empty for a tool (class `!`)
/// @param name        such as `Linux`
/// @param flavor      such as `3.11 and newer`; may be empty
public record Label(boolean generic, Optional<String> systemClass, String name, String flavor) {

    /// Whether this names userland software, which says nothing of the system below it.
    public boolean isTool() {
        return systemClass.isEmpty();
    }

    /// Name and flavor as p0f's log writes them (TCP-6).
    public String text() {
        return flavor.isEmpty() ? name : name + " " + flavor;
    }
}
