package sdesync.worker;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * SIGTERM and SIGINT, counted. The JVM's own shutdown hooks see the first signal only, and the
 * contract gives three of them a meaning (section 1, "Stopping").
 */
final class Signals {
  private Signals() {}

  /**
   * Calls the handler with 1 for the first signal, 2 for the second, and so on, each on a thread of
   * its own.
   *
   * @throws IllegalStateException on a JVM without the module jdk.unsupported
   */
  static void onStop(IntConsumer handler) {
    var count = new AtomicInteger();
    // sun.misc.Signal by name: javac warns of a direct use and no flag silences it.
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object counting =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                handler.accept(count.incrementAndGet());
                return null;
              });
      for (String name : new String[] {"TERM", "INT"}) {
        signal
            .getMethod("handle", signal, handlerType)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), counting);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot tell of signals", e);
    }
  }
}
