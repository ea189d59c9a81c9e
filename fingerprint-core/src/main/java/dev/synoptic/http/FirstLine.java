package dev.synoptic.http;

/// The scan for the end of a request or status line (`p0f-v3.md` HTTP-3 step 3, HTTP-5 step 2).
final class FirstLine {

    /// A line reaches its LF below this offset, or the message is no HTTP.
    static final int OFFSET_MAX = 1024;

    /// The answer where an octet does not belong into such a line.
    static final int BAD_OCTET = -1;

    private FirstLine() {}

    /// From `position` to the LF, the end of the data or [#OFFSET_MAX], whichever comes first; a position beyond
    /// [#OFFSET_MAX] stays where it is.
    static int scan(HeadBuffer data, int position) {
        int at = position;
        while (at < data.length() && at < OFFSET_MAX && data.at(at) != '\n') {
            int octet = data.at(at);
            if (octet != '\r' && (octet < 0x20 || octet > 0x7F)) return BAD_OCTET;
            at++;
        }
        return at;
    }
}
