package dev.synoptic.match;

import dev.synoptic.signature.LinkSignature;
import dev.synoptic.signature.SignatureDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names links by the packet size that a segment size tells of (`p0f-v3.md` section 6).
public final class LinkTypes {

    private static final int V4_HEADERS = 40, V6_HEADERS = 60;

    private final Map<Integer, Optional<String>> names;

    private LinkTypes(Map<Integer, Optional<String>> names) {
        this.names = names;
    }

    /// The links that the `[mtu]` rows of `database` name; of rows with one number the first counts (FP-12).
    public static LinkTypes of(SignatureDatabase database) {
        return new LinkTypes(database.links().stream()
                .collect(Collectors.toUnmodifiableMap(
                        LinkSignature::mtu, row -> Optional.of(row.link()), (first, _) -> first)));
    }

    /// MTU in octets; may exceed 65535 (MTU-1). Meant for an `mss` that is not 0.
    public static int mtu(int ipVersion, int mss) {
        return mss + (ipVersion == 4 ? V4_HEADERS : V6_HEADERS);
    }

    /// The link with packets of `mtu` octets; empty where no row has that number (MTU-2).
    public Optional<String> name(int mtu) {
        return names.getOrDefault(mtu, Optional.empty());
    }
}
