package io.gitops4j.testkit.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something that happens once, around the next call of one method of a port. */
final class Interruption {
  private final String method;
  private final AtomicReference<@Nullable Runnable> before = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> after = new AtomicReference<>();

  Interruption(String method) {
    this.method = method;
  }

  void before(Runnable action) {
    before.set(action);
  }

  void after(Runnable action) {
    after.set(action);
  }

  /** The port with the interruption built in. */
  <T> T in(Class<T> port, T target) {
    Object interrupted =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              boolean matches = called.getName().equals(method);
              run(matches ? before : new AtomicReference<>());
              try {
                return called.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                run(matches ? after : new AtomicReference<>());
              }
            });
    return port.cast(interrupted);
  }

  private static void run(AtomicReference<@Nullable Runnable> action) {
    Runnable once = action.getAndSet(null);
    if (once != null) {
      once.run();
    }
  }
}
