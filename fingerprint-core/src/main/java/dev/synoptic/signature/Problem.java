package dev.synoptic.signature;

/// A mistake in a signature file, told so that it can be put right without looking anything up.
///
/// @param file     the file's name
/// @param line     its line, from 1
/// @param field    which key, and which field of its value
/// @param found    what stands there, shortened
/// @param expected what should
public record Problem(String file, int line, String field, String found, String expected) {

    /// One line for an operator, in the form that editors jump by.
    public String text() {
        String there = found.isEmpty() ? "nothing" : "\"" + found + "\"";
        return file + ":" + line + ": " + field + ": found " + there + ", expected " + expected;
    }
}
