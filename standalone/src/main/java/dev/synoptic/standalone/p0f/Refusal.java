package dev.synoptic.standalone.p0f;

/// Why p0f does not start, in the order in which it looks (`p0f-v3.md` section 13, CLI-4).
public enum Refusal {
    /// An option that nobody knows, or one without its value: the usage is shown (CLI-3).
    USAGE,
    /// An option or setting given twice (CLI-1).
    GIVEN_TWICE,
    /// Limits that are not two numbers (CLI-2).
    MALFORMED,
    /// A number beyond its limits.
    OUT_OF_RANGE,
    /// More than one filter expression.
    SECOND_FILTER,
    /// A capture file together with what needs an interface.
    FILE_AND_LIVE,
    /// Query connections without a socket.
    NO_SOCKET,
    /// A daemon without log and without socket, which nobody would hear of.
    SILENT_DAEMON,
    /// The program runs with the rights of another user than started it.
    SET_UID,
    /// The signature file cannot be read, or has mistakes.
    SIGNATURES,
    /// The capture file or interface cannot be opened.
    CAPTURE,
    /// The filter expression makes no sense, or none for this link type.
    FILTER,
    /// The log cannot be opened, is no regular file, or is in use.
    LOG,
    /// The socket cannot be opened, or its place is taken by another file.
    SOCKET,
    /// The user does not exist, is root, or lives where no daemon should.
    USER
}
