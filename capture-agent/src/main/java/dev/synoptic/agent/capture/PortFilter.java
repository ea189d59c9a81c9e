package dev.synoptic.agent.capture;

import java.util.List;
import java.util.stream.Collectors;

/// The expression that lets through what the agent needs of a mail host's traffic, and keeps the rest in the kernel
/// (pcap-filter(7)): of the mail ports SYN, SYN+ACK, FIN, RST and ACKs without data, in both directions; of the HTTP
/// ports everything.
///
/// libpcap knows the TCP header's place for IPv4 alone; for IPv6 the octets are counted here, so IPv6 with extension
/// headers does not pass.
///
/// @param mail ports of which no payload is let through
/// @param http ports whose messages are read
public record PortFilter(List<Integer> mail, List<Integer> http) {

    /// SMTP, submission over TLS, submission (RFC 5321, RFC 8314, RFC 6409).
    public static final List<Integer> MAIL_PORTS = List.of(25, 465, 587);

    /// FIN, SYN or RST among the TCP flags of the octet at the place named.
    private static final String OPENS_OR_ENDS = " & 7 != 0";

    /// Total length less both headers.
    private static final String NO_DATA_V4 = "ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2) = 0";

    private static final String NO_DATA_V6 = "ip6[4:2] - ((ip6[52] & 0xf0) >> 2) = 0";

    public PortFilter {
        mail = List.copyOf(mail);
        http = List.copyOf(http);
        if (mail.isEmpty() && http.isEmpty()) throw new IllegalArgumentException("no port, expected at least one");
    }

    /// The default.
    public static PortFilter ofMail() {
        return new PortFilter(MAIL_PORTS, List.of());
    }

    /// For links whose frames may carry VLAN tags, one or two; `vlan` moves all that follows it behind the tag.
    public String tagged() {
        return "(" + plain() + ") or (vlan and (" + plain() + ")) or (vlan and (" + plain() + "))";
    }

    /// For links without.
    public String plain() {
        String heads = mail.isEmpty()
                ? ""
                : "(tcp and (" + ports(mail) + ") and ((ip and (tcp[13]" + OPENS_OR_ENDS + " or " + NO_DATA_V4
                        + ")) or (ip6 and ip6[6] = 6 and (ip6[53]" + OPENS_OR_ENDS + " or " + NO_DATA_V6 + "))))";
        if (http.isEmpty()) return heads;
        String whole = "(tcp and (" + ports(http) + "))";
        return heads.isEmpty() ? whole : heads + " or " + whole;
    }

    private static String ports(List<Integer> ports) {
        return ports.stream().map(port -> "port " + port).collect(Collectors.joining(" or "));
    }
}
