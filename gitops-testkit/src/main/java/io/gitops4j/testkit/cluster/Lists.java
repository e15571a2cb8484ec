package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.util.List;
import java.util.Map;

/** Answers lists. */
final class Lists {
  private final ObjectStore store;

  Lists(ObjectStore store) {
    this.store = store;
  }

  MapValue answer(ServedKind kind, ApiCall call) {
    List<Value> items =
        store.list(kind.groupKind(), call.namespace()).stream()
            .<Value>map(kind::inItsVersion)
            .toList();
    return Value.of(
            Map.of(
                "kind",
                kind.kind().kind() + "List",
                "apiVersion",
                kind.kind().apiVersion(),
                "metadata",
                Map.of("resourceVersion", store.version()),
                "items",
                items))
        .mapAt();
  }
}
