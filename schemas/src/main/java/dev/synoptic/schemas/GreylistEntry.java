package dev.synoptic.schemas;

import java.util.OptionalLong;

/// What the fleet remembers of one greylisted triplet or client network (`mail.md` f.2).
///
/// @param firstMicros  the first attempt, or a network's first triplet that passed, microseconds since 1970, UTC
/// @param passedMicros the last time that it passed; empty where it never has
/// @param passes       triplets of a network that have passed; of a triplet 1 once it has
public record GreylistEntry(long firstMicros, OptionalLong passedMicros, int passes) {}
