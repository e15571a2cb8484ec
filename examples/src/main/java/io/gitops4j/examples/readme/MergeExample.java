package io.gitops4j.examples.readme;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-side apply without a server.
 *
 * @since 0.1.0
 */
public final class MergeExample {
  private MergeExample() {}

  private static MapValue deployment(String spec) {
    String yaml = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: %s}";
    return ManifestReader.create().read("web.yaml", yaml.formatted(spec)).get(0).content();
  }

  static List<String> told(Instant now) {
    List<String> told = new ArrayList<>();
    // region merge
    GroupVersionKind kind = GroupVersionKind.of("apps/v1", "Deployment");
    Schema schema = BuiltInSchemas.of(kind).orElseThrow(); // or of a server, or of a CRD
    UpdateOptions write = UpdateOptions.by("kubectl-scale", now);
    MapValue live = ServerSideApply.update(null, deployment("{replicas: 5}"), write, schema);

    MapValue config = deployment("{replicas: 3}");
    ApplyOptions apply = ApplyOptions.by("my-engine", now);
    if (ServerSideApply.apply(live, config, apply, schema) instanceof Conflicted refused) {
      // Apply failed with 1 conflict: conflict with "kubectl-scale" using apps/v1: .spec.replicas
      told.add(refused.message());
    }
    if (ServerSideApply.apply(live, config, apply.forced(), schema) instanceof Applied won) {
      told.add(ManagedFields.of(won.object()).toString()); // .spec.replicas is of my-engine now
    }
    // endregion
    return told;
  }
}
