package dev.synoptic.standalone.system;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/// Signals that end a run in good order (`p0f-v3.md` CLI-5). The second one ends it at once.
///
/// The JVM's own way, a shutdown hook, cannot choose the exit status, so `sun.misc.Signal` is used, by reflection:
/// the compiler refuses to see it.
public final class Signals {

    private static final int SECOND_SIGNAL_STATUS = 1;

    private Signals() {}

    /// Calls `end` at the first of these signals.
    public static void endBy(Runnable end, String... names) {
        var first = new AtomicBoolean(true);
        handle(
                () -> {
                    if (first.getAndSet(false)) end.run();
                    else Runtime.getRuntime().halt(SECOND_SIGNAL_STATUS);
                },
                names);
    }

    /// Calls `action` each time one of these signals comes.
    public static void on(Runnable action, String... names) {
        handle(action, names);
    }

    /// Pays no heed to these signals.
    public static void ignore(String... names) {
        handle(() -> {}, names);
    }

    private static void handle(Runnable action, String... names) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (_, method, _) -> {
                if (method.getName().equals("handle")) action.run();
                return null;
            };
            var proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
            for (String name : names) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException unsupported) {
            throw new IllegalStateException("this JVM cannot catch signals", unsupported);
        }
    }
}
