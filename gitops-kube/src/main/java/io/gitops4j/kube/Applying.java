package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.cluster.ApplyOutcome.Rejected;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * Server-side apply.
 *
 * <p>The answer does not tell whether anything was written: the resourceVersion from before does.
 * It comes from the manifest if that has one, else from a read of the metadata. A write of others
 * between read and apply makes a change of nothing look like one; never the other way round.
 */
final class Applying {
  private final KindCalls calls;

  Applying(KindCalls calls) {
    this.calls = calls;
  }

  ApplyOutcome apply(ApplyRequest request) {
    Manifest manifest = request.manifest();
    Wanted kind = Wanted.of(manifest.kind());
    Optional<Rejected> impossible = impossible(calls.resource(kind), manifest.key());
    if (impossible.isPresent()) {
      return impossible.get();
    }
    Optional<MapValue> before = before(request);
    ApiAnswer answer = calls.require(kind, resource -> request(resource, request)).answer();
    return ApplyAnswers.outcome(answer, before, request.dryRun());
  }

  private static ApiRequest request(ApiResource resource, ApplyRequest request) {
    Manifest manifest = request.manifest();
    String query =
        "?fieldManager=%s&force=%s%s"
            .formatted(
                ObjectAddress.encoded(request.fieldManager()),
                request.force(),
                request.dryRun() ? "&dryRun=All" : "");
    return ApiRequest.apply(
        Purpose.of("apply", manifest.key()),
        ObjectAddress.of(resource, manifest.key()) + query,
        Json.write(manifest.content()));
  }

  private Optional<MapValue> before(ApplyRequest request) {
    MapValue stated = request.manifest().content();
    boolean versionSuffices = !request.dryRun();
    if (versionSuffices && stated.textAt("metadata", "resourceVersion").isPresent()) {
      return Optional.of(stated);
    }
    ResourceKey key = request.manifest().key();
    Purpose purpose = Purpose.of("read", key);
    ApiAnswer answer =
        calls
            .require(
                Wanted.of(request.manifest().kind()),
                resource -> {
                  String address = ObjectAddress.of(resource, key);
                  return versionSuffices
                      ? ApiRequest.getMetadata(purpose, address)
                      : ApiRequest.get(purpose, address);
                })
            .answer();
    if (answer.isNotFound()) {
      return Optional.empty();
    }
    if (!answer.isSuccess()) {
      throw Failures.of(answer);
    }
    return Optional.of(answer.json());
  }

  /** What the server would refuse, and an address could not even say. */
  private static Optional<Rejected> impossible(ApiResource resource, ResourceKey key) {
    if (!ObjectAddress.isName(key.name())) {
      return Optional.of(invalid(key, "metadata.name", key.name()));
    }
    if (resource.namespaced() && !ObjectAddress.isName(key.namespace())) {
      return Optional.of(invalid(key, "metadata.namespace", key.namespace()));
    }
    return Optional.empty();
  }

  private static Rejected invalid(ResourceKey key, String field, String value) {
    String problem = "must be a name without '/' and '%%', was '%s'".formatted(value);
    return new Rejected(
        value.isEmpty() ? "BadRequest" : "Invalid",
        "can't apply %s: %s %s".formatted(key, field, problem),
        List.of(new Cause(field, "FieldValueInvalid", problem)));
  }
}
