package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.Place;
import dev.synoptic.signature.SignatureDatabase;
import java.util.Optional;
import java.util.OptionalInt;

/// Why one handshake is called what it is called, complete.
///
/// @param seen     what was seen
/// @param told     which row, how, what speaks for and against, what else it might be
/// @param labelId  the lasting id of its label
/// @param oldWords what p0f 3.09b with its own database says of such a packet; empty where that says nothing
/// @param pathMtu  octets of the largest packet that the path lets through; empty without an MSS
/// @param pathLink the link of that size
/// @param file     the name of the database's file, unless it was laid together from several
/// @param database what the explanation goes by
public record Explanation(
        SynObservation seen,
        MatchExplanation told,
        Optional<String> labelId,
        Optional<Label> oldWords,
        OptionalInt pathMtu,
        Optional<String> pathLink,
        String file,
        SignatureDatabase database) {

    /// Where a row of the database was written.
    public Place place(int line) {
        return database.annotations().place(line).orElseGet(() -> new Place(file, line));
    }
}
