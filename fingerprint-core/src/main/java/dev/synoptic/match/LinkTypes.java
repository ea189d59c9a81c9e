package dev.synoptic.match;

import dev.synoptic.signature.SignatureDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Names links by the packet size that a segment size tells of (`p0f-v3.md` section 6).
public final class LinkTypes {

    private static final int V4_HEADERS = 40, V6_HEADERS = 60;

    /// Ascending; a map would make an object of each number that is looked up.
    private final int[] mtus;

    private final List<Optional<String>> names;

    private LinkTypes(SortedMap<Integer, Optional<String>> links) {
        mtus = links.keySet().stream().mapToInt(Integer::intValue).toArray();
        names = List.copyOf(links.values());
    }

    /// The links that the `[mtu]` rows of `database` name; of rows with one number the first counts (FP-12).
    public static LinkTypes of(SignatureDatabase database) {
        var links = new TreeMap<Integer, Optional<String>>();
        for (var row : database.links()) links.putIfAbsent(row.mtu(), Optional.of(row.link()));
        return new LinkTypes(links);
    }

    /// MTU in octets; may exceed 65535 (MTU-1). Meant for an `mss` that is not 0.
    public static int mtu(int ipVersion, int mss) {
        return mss + (ipVersion == 4 ? V4_HEADERS : V6_HEADERS);
    }

    /// The link with packets of `mtu` octets; empty where no row has that number (MTU-2).
    public Optional<String> name(int mtu) {
        int found = Arrays.binarySearch(mtus, mtu);
        return found < 0 ? Optional.empty() : names.get(found);
    }
}
