package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an object that belong to the API server, whoever writes them. */
final class NeverOwned {
  private static final FieldSet PATHS = paths();

  private NeverOwned() {}

  private static FieldSet paths() {
    List<FieldPath> paths =
        new ArrayList<>(
            List.of(FieldPath.of("apiVersion"), FieldPath.of("kind"), FieldPath.of("metadata")));
    for (String field :
        List.of(
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "clusterName",
            "generation",
            "managedFields",
            "resourceVersion")) {
      paths.add(FieldPath.of("metadata", field));
    }
    return FieldSet.of(paths);
  }

  /** Exactly these paths are taken out; labels and annotations below {@code metadata} stay. */
  static FieldSet removedFrom(FieldSet set) {
    return set.difference(PATHS);
  }

  static MapValue withoutManagedFields(MapValue object) {
    @Nullable Value metadata = object.entries().get("metadata");
    return metadata instanceof MapValue map && map.entries().containsKey("managedFields")
        ? object.with("metadata", map.without("managedFields"))
        : object;
  }
}
