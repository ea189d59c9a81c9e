package dev.synoptic.gateway.dns;

import java.io.IOException;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// A message that asks something.
///
/// @param message  as it came
/// @param question its one question; empty where it has none, or several
record DnsQuery(Message message, Optional<Record> question) {

    private static final int HEADER_OCTETS = 12;
    private static final int RESPONSE_BIT_AT = 2;

    /// Empty for garbage, and for what is an answer itself: neither is answered (`clients.md` 6.3 rule 10).
    static Optional<DnsQuery> read(byte[] octets) {
        if (octets.length < HEADER_OCTETS || octets[RESPONSE_BIT_AT] < 0) return Optional.empty();
        try {
            var message = new Message(octets);
            boolean one = message.getHeader().getCount(0) == 1;
            return Optional.of(
                    new DnsQuery(message, one ? Optional.ofNullable(message.getQuestion()) : Optional.empty()));
        } catch (IOException | RuntimeException unreadable) { // the caller counts it
            return Optional.empty();
        }
    }

    Optional<OPTRecord> edns() {
        return Optional.ofNullable(message.getOPT());
    }

    /// Whether it has more than one OPT record, which is a mistake (RFC 6891 section 6.1.1).
    boolean hasSeveralOptions() {
        return message.getSection(Section.ADDITIONAL).stream()
                        .filter(OPTRecord.class::isInstance)
                        .count()
                > 1;
    }

    /// An empty answer to it: same id, same question to the octet, same wish for recursion.
    Message reply() {
        var reply = new Message(message.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setOpcode(message.getHeader().getOpcode());
        if (message.getHeader().getFlag(Flags.RD)) reply.getHeader().setFlag(Flags.RD);
        question.ifPresent(each -> reply.addRecord(each, Section.QUESTION));
        return reply;
    }
}
