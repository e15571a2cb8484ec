package io.gitops4j.testkit.plane;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.Value;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How kinds are called in paths, as the server's discovery has it, kept per version of a group.
 * Thread-safe.
 */
final class Plurals {
  private final Connection connection;
  private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

  Plurals(Connection connection) {
    this.connection = connection;
  }

  static String root(GroupVersionKind kind) {
    return kind.group().isEmpty()
        ? "/api/" + kind.version()
        : "/apis/" + kind.group() + "/" + kind.version();
  }

  /** The plural; for a kind that is not served the usual one, for the server to refuse. */
  String of(GroupVersionKind kind) throws IOException {
    String root = root(kind);
    if (!known.getOrDefault(root, Map.of()).containsKey(kind.kind())) {
      known.put(root, read(root));
    }
    String usual = kind.kind().toLowerCase(Locale.ROOT) + "s";
    return known.getOrDefault(root, Map.of()).getOrDefault(kind.kind(), usual);
  }

  /** Asks again at the next call: the kind may have gone, or come under another name. */
  void forget(GroupVersionKind kind) {
    known.remove(root(kind));
  }

  private Map<String, String> read(String root) throws IOException {
    HttpResponse<String> response = connection.get(root);
    if (response.statusCode() == 404) {
      return Map.of();
    }
    Map<String, String> plurals = new TreeMap<>();
    for (Value resource : Json.read(root, response.body()).itemsAt("resources")) {
      String name = resource.textAt("name").orElse("");
      if (!name.contains("/")) {
        resource.textAt("kind").ifPresent(kind -> plurals.put(kind, name));
      }
    }
    return plurals;
  }
}
