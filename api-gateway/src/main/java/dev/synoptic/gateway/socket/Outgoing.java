package dev.synoptic.gateway.socket;

import java.nio.ByteBuffer;

/// The answers of one turn, which leave together at its end.
///
/// A client that is told one answer at a time wakes, asks, and sleeps for each of its connections; told all at once it
/// goes on with all of them.
final class Outgoing {

    /// Clients whose answers are held back, at most.
    private static final int CLIENTS_MAX = 64;

    /// How many of the longest rounds of answers there is room for.
    private static final int ROUNDS = 4;

    /// Where answers are put.
    final ByteBuffer answers;

    private final Client[] clients = new Client[CLIENTS_MAX];
    private final int[] begins = new int[CLIENTS_MAX];
    private int count;

    /// Where the answers end that are meant for somebody.
    private int end;

    /// @param answerOctetsMax the longest round of answers to one client
    Outgoing(int answerOctetsMax) {
        this.answers = ByteBuffer.allocateDirect(ROUNDS * answerOctetsMax);
    }

    /// Whether another round of answers fits.
    boolean hasRoom(int octets) {
        return count < CLIENTS_MAX && answers.remaining() >= octets;
    }

    /// Whether something was put that is meant for nobody yet.
    boolean isBegun() {
        return answers.position() > end;
    }

    /// Holds back what was put since the last time.
    void post(Client client) {
        clients[count] = client;
        begins[count++] = end;
        end = answers.position();
    }

    /// Takes back what was put since the last time.
    void forget() {
        answers.position(end);
    }

    /// Octets held back.
    int octets() {
        return end;
    }

    int count() {
        return count;
    }

    /// Shows the answers to one client, and to nobody else.
    Client show(int number) {
        answers.limit(number + 1 < count ? begins[number + 1] : end).position(begins[number]);
        return clients[number];
    }

    void clear() {
        count = 0;
        end = 0;
        answers.clear();
    }
}
