package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.SystemClass;
import dev.synoptic.packet.IpAddress;
import java.net.InetAddress;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// Makes the messages that answer (`clients.md` 6.3).
///
/// @param desk what answers rest on
record ZoneAnswers(DnsDesk desk) {

    /// What a resolver that knows EDNS may send us (RFC 9715).
    private static final int PAYLOAD_OCTETS = 1232;

    private static final int EXTENDED_BADVERS = 1;

    /// Comes back as it was (RFC 3225 section 3).
    private static final int DNSSEC_OK = 0x8000;

    /// The host that must be known for the answer to be more than a denial; empty where none matters.
    Optional<IpAddress> awaits(DnsQuery query) {
        return query.question()
                .filter(question -> refusal(query).isEmpty() && question.getDClass() == DClass.IN)
                .filter(question -> question.getType() == Type.A || question.getType() == Type.TXT)
                .flatMap(question -> ZoneName.of(question.getName(), desk.zone()) instanceof ZoneName.Host host
                                && !HostRecords.isTestEntry(host.address())
                        ? Optional.of(host.address())
                        : Optional.empty());
    }

    /// The whole answer.
    Message answer(DnsQuery query, InetAddress peer) {
        Message reply = query.reply();
        Optional<Integer> refusal = refusal(query);
        if (refusal.isPresent()) {
            reply.getHeader().setRcode(refusal.get());
            desk.counters().refused().increment();
        } else if (!isBadVersion(query)) {
            resolve(query.question().orElseThrow(), peer, reply);
        }
        query.edns().ifPresent(_ -> reply.addRecord(edns(query), Section.ADDITIONAL));
        return reply;
    }

    private static boolean isBadVersion(DnsQuery query) {
        return query.edns().filter(edns -> edns.getVersion() != 0).isPresent();
    }

    /// An OPT record if and only if the query had one (rule 5).
    private static OPTRecord edns(DnsQuery query) {
        int dnssec = query.edns().map(OPTRecord::getFlags).orElse(0) & DNSSEC_OK;
        return new OPTRecord(PAYLOAD_OCTETS, isBadVersion(query) ? EXTENDED_BADVERS : 0, 0, dnssec);
    }

    private Optional<Integer> refusal(DnsQuery query) {
        if (query.message().getHeader().getOpcode() != Opcode.QUERY) return Optional.of(Rcode.NOTIMP);
        if (query.question().isEmpty() || query.hasSeveralOptions()) return Optional.of(Rcode.FORMERR);
        Record question = query.question().get();
        boolean ours = question.getDClass() == DClass.IN
                && question.getType() != Type.AXFR
                && question.getType() != Type.IXFR
                && question.getName().subdomain(desk.zone().name());
        return ours ? Optional.empty() : Optional.of(Rcode.REFUSED);
    }

    private void resolve(Record question, InetAddress peer, Message reply) {
        reply.getHeader().setFlag(Flags.AA);
        switch (ZoneName.of(question.getName(), desk.zone())) {
            case ZoneName.Apex() -> apex(question.getType(), reply);
            case ZoneName.Above() -> reply.addRecord(desk.zone().soa(), Section.AUTHORITY);
            case ZoneName.Impossible(), ZoneName.Outside() -> deny(reply);
            case ZoneName.Host(var address, var within, boolean alsoAbove) -> {
                Optional<Listed> listed = listed(address, within, peer);
                if (listed.isPresent()) {
                    tell(question, listed.get(), reply);
                } else if (isBlind(address)) {
                    reply.getHeader().setRcode(Rcode.SERVFAIL);
                } else if (alsoAbove) {
                    reply.addRecord(desk.zone().soa(), Section.AUTHORITY);
                } else {
                    deny(reply);
                }
            }
        }
    }

    private boolean isBlind(IpAddress address) {
        return !HostRecords.isTestEntry(address) && !desk.hasState().getAsBoolean();
    }

    /// What is said of one name, and for how long.
    private record Listed(HostRecords records, long ttlSeconds) {}

    private Optional<Listed> listed(IpAddress address, Optional<SystemClass> within, InetAddress peer) {
        Zone zone = desk.zone();
        if (HostRecords.isTestEntry(address)) {
            return HostRecords.ofTestEntry(address)
                    .map(records -> new Listed(records, zone.ttl().toSeconds()));
        }
        return desk.hosts()
                .find(address)
                .flatMap(host -> HostRecords.of(host, within, desk.trusts(peer))
                        .map(records -> new Listed(records, zone.ttlSeconds(host))));
    }

    private void apex(int type, Message reply) {
        switch (type) {
            case Type.SOA, Type.ANY -> reply.addRecord(desk.zone().soa(), Section.ANSWER);
            case Type.NS -> reply.addRecord(desk.zone().ns(), Section.ANSWER);
            default -> reply.addRecord(desk.zone().soa(), Section.AUTHORITY);
        }
    }

    private void deny(Message reply) {
        reply.getHeader().setRcode(Rcode.NXDOMAIN);
        reply.addRecord(desk.zone().soa(), Section.AUTHORITY);
    }

    private void tell(Record question, Listed listed, Message reply) {
        desk.counters().listed().increment();
        Name name = question.getName();
        HostRecords records = listed.records();
        long ttl = listed.ttlSeconds();
        switch (question.getType()) {
            case Type.A, Type.ANY ->
                records.inetAddresses()
                        .forEach(each -> reply.addRecord(new ARecord(name, DClass.IN, ttl, each), Section.ANSWER));
            case Type.TXT -> reply.addRecord(new TXTRecord(name, DClass.IN, ttl, records.text()), Section.ANSWER);
            default -> reply.addRecord(desk.zone().soa(), Section.AUTHORITY);
        }
    }
}
