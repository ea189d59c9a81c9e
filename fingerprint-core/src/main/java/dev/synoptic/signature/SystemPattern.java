package dev.synoptic.signature;

/// One item of a tool's `sys` list: a system that the tool is known to run on (`p0f-v3.md` FP-10).
public sealed interface SystemPattern {

    /// Any system of a class, written `@class`.
    ///
    /// @param number the class's place among the file's classes, from 0
    record OfClass(int number, String name) implements SystemPattern {}

    /// A system by name.
    ///
    /// @param number the name's number (FP-8)
    record Named(int number, String name) implements SystemPattern {}
}
