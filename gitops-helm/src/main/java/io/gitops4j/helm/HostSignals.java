package io.gitops4j.helm;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this process does on signals that ask it to end. Helm's code takes them for itself when it
 * renders, and then nothing but a kill ends the JVM; so they are put back.
 */
final class HostSignals {
  private static final int[] ENDING = {1, 2, 15}; // hang up, interrupt, terminate
  private static final int LARGER_THAN_ANY_ACTION = 512;

  private final Map<Integer, Memory> actions = new LinkedHashMap<>();

  private HostSignals() {}

  /** As they are now. */
  static HostSignals remembered() {
    HostSignals signals = new HostSignals();
    if (!Platform.isWindows()) {
      Actions library = Native.load("c", Actions.class);
      for (int signal : ENDING) {
        Memory action = new Memory(LARGER_THAN_ANY_ACTION);
        if (library.sigaction(signal, null, action) == 0) {
          signals.actions.put(signal, action);
        }
      }
    }
    return signals;
  }

  /** As they were. */
  void restore() {
    actions.forEach(
        (signal, action) -> Native.load("c", Actions.class).sigaction(signal, action, null));
  }

  /** The C library's function; its name is the library's. */
  interface Actions extends Library {
    int sigaction(int signal, @Nullable Pointer now, @Nullable Pointer before);
  }
}
