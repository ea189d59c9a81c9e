package dev.synoptic.signature;

/// Something else that sends the very same packet, told by an `among` line (`docs/signatures.md`).
///
/// @param weight      how often it was counted among the senders of that packet; 0 where nobody counted
/// @param systemClass its class of systems, such as `win`
/// @param name        such as `Windows`
/// @param flavor      such as `Server 2003`; may be empty
public record Alternative(int weight, String systemClass, String name, String flavor) {

    public Alternative {
        if (weight < 0) throw new IllegalArgumentException("weight " + weight);
    }

    /// Name and flavor.
    public String label() {
        return flavor.isEmpty() ? name : name + " " + flavor;
    }
}
