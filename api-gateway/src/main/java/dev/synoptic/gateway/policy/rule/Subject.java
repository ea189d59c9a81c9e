package dev.synoptic.gateway.policy.rule;

import dev.synoptic.packet.IpAddress;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// All that a rule can look at in one client.
///
/// @param client   its address; empty where the mail server gave none
/// @param system   the system recognised; empty where none was
/// @param tool     whether its packets are those of a program with a stack of its own
/// @param link     link type, such as `DSL`
/// @param distance hops
/// @param shared   whether several systems were lately seen behind the address (NAT)
/// @param signedIn whether it has authenticated (SASL)
/// @param spamLow  lower bound of the share of refused mail among all of this label, 0 to 1 (`mail.md` S1); empty where
///     there is too little to tell (S2) or the label does no worse than all mail together (S3)
/// @param standing by its karma
/// @param recipients of this message asked about so far, this one included; 0 where none was named
public record Subject(
        Optional<IpAddress> client,
        Optional<SystemSeen> system,
        boolean tool,
        Optional<String> link,
        OptionalInt distance,
        boolean shared,
        boolean signedIn,
        OptionalDouble spamLow,
        Standing standing,
        int recipients) {

    /// One of whose manners nothing is known.
    public Subject(
            Optional<IpAddress> client,
            Optional<SystemSeen> system,
            boolean tool,
            Optional<String> link,
            OptionalInt distance,
            boolean shared,
            boolean signedIn,
            OptionalDouble spamLow) {
        this(client, system, tool, link, distance, shared, signedIn, spamLow, Standing.UNKNOWN, 0);
    }

    /// The same of a label with this ratio.
    public Subject withSpamLow(OptionalDouble low) {
        return new Subject(client, system, tool, link, distance, shared, signedIn, low, standing, recipients);
    }

    /// A system as its label says it.
    ///
    /// @param fuzzy   whether a tolerated quirk or TTL stood against the signature
    /// @param generic whether only a catch-all signature fitted
    public record SystemSeen(String name, String flavor, boolean fuzzy, boolean generic) {

        /// Name and flavor, parted by a blank.
        public String text() {
            return flavor.isEmpty() ? name : name + " " + flavor;
        }
    }

    /// A client of which its label alone is known.
    public static Subject labelled(String name, String flavor) {
        return new Subject(
                Optional.empty(),
                Optional.of(new SystemSeen(name, flavor, false, false)),
                false,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                false,
                OptionalDouble.empty());
    }
}
