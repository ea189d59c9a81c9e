package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.Place;
import java.util.Optional;
import java.util.OptionalInt;

/// Why one handshake is called what it is called, complete.
///
/// @param seen            what was seen
/// @param told            which row, how, what speaks for and against, what else it might be
/// @param place           where the row stands
/// @param labelId         the lasting id of its label
/// @param oldWords        what p0f 3.09b with its own database says; empty where that says nothing
/// @param pathMtu         octets of the largest packet that the path lets through; empty without an MSS
/// @param pathLink        the link of that size
/// @param digest          of the database
/// @param databaseVersion the database's own version
public record Explanation(
        SynObservation seen,
        MatchExplanation told,
        Optional<Place> place,
        Optional<String> labelId,
        Optional<Label> oldWords,
        OptionalInt pathMtu,
        Optional<String> pathLink,
        String digest,
        Optional<String> databaseVersion) {}
