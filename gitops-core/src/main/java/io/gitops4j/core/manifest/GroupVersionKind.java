package io.gitops4j.core.manifest;

/**
 * A kind of resource in one version.
 *
 * @param group empty for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Deployment}
 * @since 0.1.0
 */
public record GroupVersionKind(String group, String version, String kind) {
  /** Refuses an empty version or kind. */
  public GroupVersionKind {
    if (version.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException(
          "version and kind must not be empty, were '%s' and '%s'".formatted(version, kind));
    }
  }

  /**
   * From the two fields of a manifest.
   *
   * @param apiVersion {@code version} or {@code group/version}
   * @throws IllegalArgumentException for anything else
   */
  public static GroupVersionKind of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    if (apiVersion.indexOf('/', slash + 1) > slash && slash >= 0) {
      throw new IllegalArgumentException(
          "apiVersion must be 'version' or 'group/version', was '" + apiVersion + "'");
    }
    return slash < 0
        ? new GroupVersionKind("", apiVersion, kind)
        : new GroupVersionKind(
            apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
  }

  /** The manifest's {@code apiVersion}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The kind without its version. */
  public GroupKind groupKind() {
    return new GroupKind(group, kind);
  }

  /** {@code apiVersion/Kind}. */
  @Override
  public String toString() {
    return apiVersion() + "/" + kind;
  }
}
