package io.gitops4j.helm;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The cluster that the process environment names. Helm's code reads the environment once, when it
 * is loaded. Meanwhile the environment names no cluster and nobody's home, so that a chart which
 * smuggles a {@code lookup} past us, in text that it evaluates, finds no address and no
 * credentials.
 */
final class AmbientCluster {
  private static final String NOWHERE = "/nonexistent/gitops4j-has-no-cluster-for-charts";
  private static final Map<String, String> HIDDEN =
      Map.of(
          "HOME", NOWHERE,
          "USERPROFILE", NOWHERE,
          "KUBECONFIG", NOWHERE,
          "KUBERNETES_MASTER", "https://127.0.0.1:1",
          "KUBERNETES_SERVICE_HOST", "",
          "HELM_KUBEAPISERVER", "",
          "HELM_KUBECONTEXT", "",
          "HELM_KUBETOKEN", "");

  private AmbientCluster() {}

  /**
   * Changes only what is there: Go looks at the list that the process was started with, in which
   * entries can be replaced and none added.
   */
  static <T> T hiddenWhile(Supplier<T> loading) {
    Map<String, String> here = new LinkedHashMap<>(System.getenv());
    here.keySet().retainAll(HIDDEN.keySet());
    here.keySet().forEach(name -> set(name, HIDDEN.getOrDefault(name, "")));
    try {
      return loading.get();
    } finally {
      here.forEach(AmbientCluster::set);
    }
  }

  private static void set(String name, String value) {
    if (Platform.isWindows()) {
      Native.load("msvcrt", WindowsEnvironment.class)._putenv_s(name, value);
    } else {
      Native.load("c", UnixEnvironment.class).setenv(name, value, 1);
    }
  }

  /** The C library's environment; names are the library's. */
  interface UnixEnvironment extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /** The same on Windows. */
  interface WindowsEnvironment extends Library {
    int _putenv_s(String name, String value);
  }
}
