package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// The operating system's stream sockets, as one loop uses them: from one thread, but for [#wakeup].
///
/// Whoever is watched is handed to the loop as the object that it was watched with.
interface Sockets {

    /// No limit to how long [#await] may take.
    long FOR_EVER = -1;

    /// How a loop comes by its sockets.
    interface Opening {
        Sockets open(ByteBuffer received, ByteBuffer answers) throws IOException;
    }

    /// The end of something.
    interface Closing {
        void close() throws IOException;
    }

    /// Closes what may be closed already.
    static void close(Closing closing, Object what) {
        try {
            closing.close();
        } catch (IOException leftBehind) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.WARNING, "closing " + what, leftBehind);
        }
    }

    /// The best there is on this machine.
    ///
    /// @param received where lines read to, direct
    /// @param answers  what lines write from, direct
    static Sockets open(ByteBuffer received, ByteBuffer answers) throws IOException {
        return LinuxSockets.arePossible()
                ? new LinuxSockets(received, answers)
                : new PortableSockets(received, answers);
    }

    /// Listens, with `owner` handed to the loop whenever somebody waits outside.
    Entrance listen(Listener listener, Object owner) throws IOException;

    /// Hands everyone who can go on to `ready`.
    ///
    /// @param patienceMillis how long to wait for the first; 0 does not wait, [#FOR_EVER] as long as it takes
    /// @return how many were handed over
    int await(long patienceMillis, Consumer<Object> ready) throws IOException;

    /// Ends [#await] early, now or the next time. Any thread may call, at any time.
    void wakeup();

    /// Everyone who is watched.
    void forEachWatched(Consumer<Object> watched);

    /// Lets go of all that is not closed yet but for entrances and lines.
    void close() throws IOException;
}
