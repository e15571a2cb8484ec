package io.gitops4j.testkit.plane;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import io.gitops4j.testkit.api.KubernetesApi;
import java.util.Map;

/**
 * Tells old servers from current ones by what they do: an entry of a status write names its
 * sub-resource since 1.22. Builds from source often have no proper version.
 */
final class ProfileProbe {
  private static final String PROBE = "gitops4j-probe";

  private ProfileProbe() {}

  static ServerProfile profileOf(KubernetesApi api) {
    ApiAnswer answer = api.send(statusWrite());
    if (!answer.isSuccess()) {
      throw new IllegalStateException(
          "cannot find out how the server applies: " + answer.code() + " " + answer.message());
    }
    boolean namesSubresource =
        answer.body().itemsAt("metadata", "managedFields").stream()
            .filter(entry -> entry.textAt("manager").filter(PROBE::equals).isPresent())
            .anyMatch(entry -> entry.textAt("subresource").isPresent());
    return namesSubresource ? ServerProfile.CURRENT : ServerProfile.KUBERNETES_1_20;
  }

  private static ApiCall statusWrite() {
    Value body =
        Value.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Namespace",
                "metadata",
                Map.of("name", "default"),
                "status",
                Map.of("phase", "Active")));
    return new ApiCall(
            Verb.APPLY,
            new GroupVersionKind("", "v1", "Namespace"),
            "",
            "default",
            "status",
            body,
            Map.of())
        .with("fieldManager", PROBE)
        .forced()
        .asDryRun();
  }
}
