package dev.synoptic.signature;

/// Where a file begins among files that were laid together: a line `;@ file = NAME`, below which its first line stands.
///
/// @param line of that mark, from 1
/// @param file its name, without folders
public record FilePart(int line, String file) {}
