package dev.synoptic.standalone.system;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Signals that a process answers by something else than its end. `sun.misc.Signal` is used by reflection: the compiler
/// refuses to see it.
public final class Signals {

    private Signals() {}

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
