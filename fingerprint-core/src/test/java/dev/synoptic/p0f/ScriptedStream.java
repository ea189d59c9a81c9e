package dev.synoptic.p0f;

import dev.synoptic.testing.QueryStand;
import dev.synoptic.testing.RunArguments;
import dev.synoptic.testing.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers the queries of a script by a packet stream, without a socket: at most so many connections at once, the
/// others wait (`p0f-v3.md` API-10, API-11).
final class ScriptedStream implements QueryStand {

    private static final class Conversation {
        private byte[] asked = new byte[0];
        private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    }

    private final Replay replay;
    private final int clients;
    private final Map<String, Conversation> open = new LinkedHashMap<>();

    ScriptedStream(Vector vector) {
        replay = new Replay(vector);
        clients = RunArguments.of(vector.args()).clients();
    }

    Replay replay() {
        return replay;
    }

    @Override
    public void feed(int packets) {
        for (int fed = 0; fed < packets; ) fed += replay.step() ? 1 : 0;
    }

    @Override
    public void connect(String connection) {
        open.put(connection, new Conversation());
    }

    @Override
    public void send(String connection, byte[] octets) {
        var conversation = conversation(connection);
        int had = conversation.asked.length;
        conversation.asked = Arrays.copyOf(conversation.asked, had + octets.length);
        System.arraycopy(octets, 0, conversation.asked, had, octets.length);
        serve();
    }

    private Conversation conversation(String connection) {
        var conversation = open.get(connection);
        if (conversation == null) throw new IllegalStateException(connection + " is not open");
        return conversation;
    }

    private void serve() {
        open.values().stream().limit(clients).forEach(this::answer);
    }

    private void answer(Conversation conversation) {
        var asked = ByteBuffer.wrap(conversation.asked);
        while (asked.remaining() >= P0fQuery.LENGTH) {
            conversation.answered.writeBytes(
                    replay.stream().answer(P0fQuery.read(asked)).toBytes());
        }
        conversation.asked = Arrays.copyOfRange(conversation.asked, asked.position(), asked.limit());
    }

    @Override
    public byte[] receive(String connection, int count) {
        var answered = conversation(connection).answered;
        var all = answered.toByteArray();
        answered.reset();
        int taken = Math.min(count, all.length);
        answered.write(all, taken, all.length - taken);
        return Arrays.copyOf(all, taken);
    }

    @Override
    public boolean isSilent(String connection, int millis) {
        return conversation(connection).answered.size() == 0;
    }

    @Override
    public void close(String connection) {
        open.remove(connection);
        serve();
    }
}
