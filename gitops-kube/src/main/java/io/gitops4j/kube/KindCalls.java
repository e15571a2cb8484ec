package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Optional;
import java.util.function.Function;

/** Sends requests to the addresses of kinds, which it looks up again when they prove to be old. */
final class KindCalls {
  private final ApiClient api;
  private final Discovery discovery;

  KindCalls(ApiClient api, Discovery discovery) {
    this.api = api;
    this.discovery = discovery;
  }

  /**
   * An answer and where it came from.
   *
   * @param resource the kind as the cluster serves it
   * @param answer whatever it says
   */
  record Answered(ApiResource resource, ApiAnswer answer) {}

  /** The answer; empty if the cluster does not serve the kind. */
  Optional<Answered> send(Wanted wanted, Function<ApiResource, ApiRequest> request) {
    Optional<Answered> first = discovery.find(wanted).map(resource -> send(resource, request));
    if (first.isEmpty() || !first.get().answer().isUnknownAddress()) {
      return first;
    }
    discovery.refresh(wanted.kind().group());
    Optional<ApiResource> now = discovery.find(wanted);
    return now.equals(first.map(Answered::resource))
        ? first
        : now.map(resource -> send(resource, request));
  }

  private Answered send(ApiResource resource, Function<ApiResource, ApiRequest> request) {
    return new Answered(resource, api.send(request.apply(resource)));
  }

  /** The kind as the cluster serves it; one that is not served is an exception. */
  ApiResource resource(Wanted wanted) {
    return discovery.require(wanted);
  }

  /** Whether the cluster may have an object of this key at all. */
  boolean isPossible(Wanted wanted, ResourceKey key) {
    return discovery
        .find(wanted)
        .filter(resource -> ObjectAddress.isPossible(resource, key))
        .isPresent();
  }

  /** Like {@link #send}; a kind that is not served is an exception. */
  Answered require(Wanted wanted, Function<ApiResource, ApiRequest> request) {
    return send(wanted, request).orElseThrow(() -> discovery.notServed(wanted));
  }
}
