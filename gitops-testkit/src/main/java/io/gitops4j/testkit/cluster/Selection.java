package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.api.ApiCall;
import org.jspecify.annotations.Nullable;

/** The objects that a list, or a watch, is about. */
record Selection(ServedKind kind, String namespace, LabelSelector labels, FieldSelector fields) {

  static Selection of(ServedKind kind, ApiCall call) {
    return new Selection(
        kind,
        call.namespace(),
        LabelSelector.parse(call.parameter("labelSelector")),
        FieldSelector.parse(kind, call.parameter("fieldSelector")));
  }

  boolean isWhole() {
    return labels.requirements().isEmpty() && fields.requirements().isEmpty();
  }

  boolean holds(ResourceKey key) {
    return key.groupKind().equals(kind.groupKind())
        && (namespace.isEmpty() || namespace.equals(key.namespace()));
  }

  boolean holds(@Nullable MapValue object) {
    return object != null && labels.matches(object) && fields.matches(object);
  }
}
