package dev.synoptic.tcp;

import java.util.Optional;

/// A window that is a whole number of segment sizes, as many stacks choose it (`p0f-v3.md` TCP-1).
///
/// @param kind   what it is a multiple of
/// @param factor how many times, 1 to 32767
public record WindowMultiple(Kind kind, int factor) {

    /// What a window is a multiple of.
    public enum Kind {
        /// The segment size, written `mss*N`.
        MSS("mss"),
        /// The packet size, written `mtu*N`.
        MTU("mtu");

        private final String token;

        Kind(String token) {
            this.token = token;
        }

        /// The word in `p0f.fp` and in logs.
        public String token() {
            return token;
        }
    }

    /// Segment sizes below this are no base for a multiple.
    private static final int MSS_MIN = 100;

    private static final int TIMESTAMP_OPTION = 12; // octets with padding, RFC 7323 appendix A

    public WindowMultiple {
        if (factor < 1 || factor > Short.MAX_VALUE) throw new IllegalArgumentException("no such multiple: " + factor);
    }

    /// The multiple that `window` is, by the first divisor of TCP-1 that divides it; empty where none does.
    ///
    /// @param v6           whether the segment came over IPv6
    /// @param timestamped  whether the segment's own timestamp is not 0
    /// @param headerLength octets of the IP and TCP headers
    /// @param peerMss      for a SYN+ACK, the MSS of the SYN; else 0
    public static Optional<WindowMultiple> of(
            int window, int mss, boolean v6, boolean timestamped, int headerLength, int peerMss) {
        if (window == 0 || mss < MSS_MIN) return Optional.empty();
        int[] divisors = {
            mss,
            timestamped ? mss - TIMESTAMP_OPTION : 0,
            1460,
            1448,
            v6 ? 1440 : 0,
            v6 ? 1428 : 0,
            mss + 40,
            mss + headerLength,
            v6 ? mss + 60 : 0,
            1500,
            peerMss,
            peerMss == 0 ? 0 : peerMss - TIMESTAMP_OPTION
        };
        for (int i = 0; i < divisors.length; i++) {
            if (divisors[i] != 0 && window % divisors[i] == 0) return narrowed(window / divisors[i], kind(i));
        }
        return Optional.empty();
    }

    private static Kind kind(int divisor) {
        return divisor >= 6 && divisor <= 9 ? Kind.MTU : Kind.MSS;
    }

    /// The quotient as a signed 16-bit number; what is then not positive is no multiple, and the search is over.
    private static Optional<WindowMultiple> narrowed(int quotient, Kind kind) {
        short factor = (short) quotient;
        return factor > 0 ? Optional.of(new WindowMultiple(kind, factor)) : Optional.empty();
    }

    /// As signatures and logs write it.
    public String text() {
        return kind.token + "*" + factor;
    }
}
