package dev.synoptic.signature;

import java.util.Optional;

/// The headers of an HTTP message as signatures see them: names and values in the order sent, octets as ISO-8859-1.
public interface HttpHeaders {

    /// How many there are.
    int size();

    /// The name of the header at `index`, as spelt.
    String name(int index);

    /// Its value; empty where there is none.
    Optional<String> value(int index);

    /// The first header named exactly `name` at or after `from`; -1 where there is none.
    default int indexOf(String name, int from) {
        for (int i = from; i < size(); i++) {
            if (name(i).equals(name)) return i;
        }
        return -1;
    }
}
