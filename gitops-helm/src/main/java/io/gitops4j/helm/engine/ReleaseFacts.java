package io.gitops4j.helm.engine;

import java.util.List;

/**
 * What templates are told about the release and its destination.
 *
 * @param release its name
 * @param namespace of the destination
 * @param kubeVersion such as {@code v1.35.0}
 * @param apiVersions that the destination has besides those that Helm knows, such as {@code
 *     example.com/v1} or {@code example.com/v1/Thing}
 */
public record ReleaseFacts(
    String release, String namespace, String kubeVersion, List<String> apiVersions) {
  /** What Helm assumes about a cluster that it does not ask. */
  public static final String DEFAULT_KUBE_VERSION = "v1.35.0";

  /** Copies the list. */
  public ReleaseFacts {
    apiVersions = List.copyOf(apiVersions);
  }
}
