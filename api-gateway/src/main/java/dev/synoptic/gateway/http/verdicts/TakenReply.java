package dev.synoptic.gateway.http.verdicts;

import dev.synoptic.gateway.http.schema.Meaning;
import java.util.List;

/// That verdicts are safe.
@Meaning("That verdicts are safe: they stand on verdicts.v1, acknowledged by the brokers.")
public record TakenReply(
        @Meaning("How many were in the body.") int taken,

        @Meaning("The event id of each, in the order of the body; equal for equal ids of one site.")
        List<String> eventIds) {}
