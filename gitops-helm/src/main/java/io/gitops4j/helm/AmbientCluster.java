package io.gitops4j.helm;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the process environment names. Helm's code reads the environment once, when it
 * is loaded. Meanwhile the environment names a cluster that never answers, so that a chart which
 * smuggles a {@code lookup} past us, in text that it evaluates, reaches nobody's.
 */
final class AmbientCluster {
  /** Nothing listens there, and nothing leaves the machine. */
  static final String NOWHERE = "https://127.0.0.1:1";

  private AmbientCluster() {}

  static <T> T hiddenWhile(Supplier<T> loading) {
    Map<String, @Nullable String> hidden = new LinkedHashMap<>();
    hidden.put("KUBECONFIG", "/nonexistent/gitops4j-has-no-cluster-for-charts");
    hidden.put("KUBERNETES_MASTER", NOWHERE);
    hidden.put("KUBERNETES_SERVICE_HOST", null);
    hidden.put("HELM_KUBEAPISERVER", null);
    hidden.put("HELM_KUBECONTEXT", null);
    hidden.put("HELM_KUBETOKEN", null);
    hidden.forEach(AmbientCluster::set);
    try {
      return loading.get();
    } finally {
      hidden.keySet().forEach(name -> set(name, System.getenv(name)));
    }
  }

  private static void set(String name, @Nullable String value) {
    if (Platform.isWindows()) {
      Native.load("msvcrt", WindowsEnvironment.class)._putenv_s(name, value == null ? "" : value);
    } else if (value == null) {
      Native.load("c", UnixEnvironment.class).unsetenv(name);
    } else {
      Native.load("c", UnixEnvironment.class).setenv(name, value, 1);
    }
  }

  /** The C library's environment; names are the library's. */
  interface UnixEnvironment extends Library {
    int setenv(String name, String value, int overwrite);

    int unsetenv(String name);
  }

  /** The same on Windows. */
  interface WindowsEnvironment extends Library {
    int _putenv_s(String name, String value);
  }
}
