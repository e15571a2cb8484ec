package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.util.List;

/**
 * One call of a sequence. Texts of its body may hold what only the server knows: {@code
 * $namespace}, {@code $uid} and {@code $resourceVersion} of the object as it is then.
 *
 * @param edits of the object as it is then, to be its body; without edits the call's own body is
 *     sent
 */
record Step(ApiCall call, List<Edit> edits) {
  static final String NAMESPACE = "$namespace";
  static final String UID = "$uid";
  static final String RESOURCE_VERSION = "$resourceVersion";

  Step {
    edits = List.copyOf(edits);
  }

  static Step of(ApiCall call) {
    return new Step(call, List.of());
  }

  Step withBody(Value body) {
    return new Step(call.withBody(body), edits);
  }
}
