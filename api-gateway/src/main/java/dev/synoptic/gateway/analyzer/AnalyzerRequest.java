package dev.synoptic.gateway.analyzer;

import dev.synoptic.packet.IpAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `[ADDRESS]:PORT NONCE` or `[ADDRESS] NONCE` (`clients.md` 3).
///
/// @param head    the first word and the nonce, as they came
/// @param address whose host is asked for; IPv4 in IPv6 clothes counts as IPv4
record AnalyzerRequest(String head, IpAddress address) {

    private static final Pattern FORM = Pattern.compile(
            "\\[(?:IPv6:)?(?<address>[0-9A-Fa-f:.]{2,45})](?::[0-9]{1,5})? [!-~]+", Pattern.CASE_INSENSITIVE);

    /// Octets, at most: all of it must fit into the answer, or the asker would not know it for its own.
    private static final int OCTETS_MAX = AnalyzerProtocol.ANSWER_OCTETS_MAX - " \r\n".length();

    static Optional<AnalyzerRequest> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > OCTETS_MAX || !form.matches()) return Optional.empty();
        return IpAddress.parse(form.group("address")).map(address -> new AnalyzerRequest(text, address.unmapped()));
    }
}
