package dev.synoptic.verdict.exim;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What one line of Exim's main log tells (a.6).
sealed interface EximEvent {

    /// `SMTP connection from PEER (TCP/IP connection count = N)`
    record Connected(Peer peer) implements EximEvent {}

    /// `ID <= SENDER H=PEER …`
    record Accepted(
            Peer peer,
            String sender,
            OptionalLong size,
            Optional<String> messageId,
            Optional<String> login,
            boolean tls,
            List<String> recipients)
            implements EximEvent {}

    /// `rejected RCPT`, `rejected MAIL`, `rejected after DATA` and their like.
    ///
    /// @param sender    of the transaction; empty where there is none, or it is not told
    /// @param recipient that was refused
    /// @param ends      whether nothing more comes of the transaction
    record Refused(
            Peer peer,
            Stage stage,
            boolean temporary,
            Optional<String> sender,
            Optional<String> recipient,
            boolean ends,
            String why)
            implements EximEvent {}

    /// `rejected connection`, `rejected EHLO`, `authenticator failed`: about the connection.
    ///
    /// @param ends whether Exim breaks the connection off
    record ConnectionRefused(Peer peer, Stage stage, boolean temporary, boolean ends, String why)
            implements EximEvent {}

    /// `incomplete transaction (WHY) from <S>[ for R…]`
    record Incomplete(Peer peer, String sender, List<String> accepted, boolean lost) implements EximEvent {}

    /// `SMTP connection from … closed by QUIT` and its like. The second of two such lines says nothing new.
    record Closed(Peer peer, boolean inData) implements EximEvent {}

    /// `ID <= …` without a client: born on the host itself (V6).
    record BornHere() implements EximEvent {}

    /// `ID => …`, `ID == …`, `ID ** …`
    record Delivered(Delivery.Outcome outcome) implements EximEvent {}

    /// `ID Completed`
    record Completed() implements EximEvent {}

    /// Understood; says nothing of a verdict.
    record Note() implements EximEvent {}

    /// Not understood.
    record Unknown() implements EximEvent {}
}
