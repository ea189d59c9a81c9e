package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.gateway.policy.rule.Subject.SystemSeen;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import dev.synoptic.verdict.score.HeldBack;
import dev.synoptic.verdict.score.SenderNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// All that answering a mail server needs, as the site sees it whose server asks.
///
/// @param hosts    what is known of clients
/// @param waits    who waits for a handshake on its way; empty answers everything at once
/// @param patience how long, from the request's arrival
/// @param book     the rules
/// @param watch    of these rules
/// @param trusted  networks that no rule is asked about
/// @param evidence what else rules go by
/// @param header   added to messages of known clients
/// @param off      whether everything is answered with DUNNO
/// @param clock    the wall
/// @param counters what is asked and said
public record PolicyDesk(
        HostFinder hosts,
        Optional<HandshakeWaits> waits,
        Duration patience,
        RuleBook book,
        RuleWatch watch,
        List<Network> trusted,
        Evidence evidence,
        FingerprintHeader header,
        BooleanSupplier off,
        InstantSource clock,
        PolicyCounters counters) {

    /// As long as a request may wait, the mail server's process being blocked meanwhile (`clients.md` 4.1).
    public static final Duration WAIT = Duration.ofMillis(250);

    /// Several systems behind an address are taken for granted so long after they were last seen.
    static final Duration SHARED = Duration.ofHours(2);

    /// What rules go by beside the host. Everything is answered from memory at once.
    ///
    /// @param tools       whether the latest handshake from an address names a program
    /// @param labels      what is known of the mail of a label; empty where nothing is
    /// @param good        whether an address has sent wanted mail alone (`mail.md` f.2)
    /// @param karma       how an address stands by what it did (`mail.md` f.1)
    /// @param greylisting what is remembered of first attempts
    public record Evidence(
            Predicate<IpAddress> tools,
            Function<SystemSeen, Optional<LabelRecord>> labels,
            Predicate<IpAddress> good,
            Function<IpAddress, Standing> karma,
            Greylisting greylisting) {

        /// Nothing is known of manners.
        public Evidence(
                Predicate<IpAddress> tools,
                Function<SystemSeen, Optional<LabelRecord>> labels,
                Predicate<IpAddress> good,
                Greylisting greylisting) {
            this(tools, labels, good, _ -> Standing.UNKNOWN, greylisting);
        }

        /// Nothing is known.
        public static final Evidence NONE =
                new Evidence(_ -> false, _ -> Optional.empty(), _ -> false, Greylisting.NONE);
    }

    Optional<HostAnswer> find(PolicyRequest request) {
        return request.client().flatMap(hosts::find);
    }

    boolean isTrusted(PolicyRequest request) {
        return request.client().filter(this::isTrusted).isPresent();
    }

    boolean isTrusted(IpAddress client) {
        return isAmong(client, trusted);
    }

    /// Whether an address is of any of these networks.
    public static boolean isAmong(IpAddress address, List<Network> networks) {
        return networks.stream().anyMatch(each -> each.contains(address));
    }

    /// Whether rules may touch mail of this address: it is not trusted, and not of a network that is kept for learning.
    public static boolean mayTouch(IpAddress address, List<Network> trusted) {
        return !isAmong(address, trusted) && !isHeldBack(address);
    }

    static boolean isHeldBack(IpAddress address) {
        return HeldBack.isUntouched(SenderNetwork.of(address));
    }

    boolean isShared(HostAnswer host) {
        long now = clock.instant().getEpochSecond();
        return host.lastNatSeconds().isPresent() && now - host.lastNatSeconds().getAsLong() < SHARED.toSeconds();
    }
}
