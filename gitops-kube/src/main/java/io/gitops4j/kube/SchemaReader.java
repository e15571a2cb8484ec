package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.CustomResourceSchemas;
import io.gitops4j.core.merge.OpenApiSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.SchemaException;
import io.gitops4j.core.merge.ServerProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks an API server how it merges objects. Keeps nothing. What is refused or not understood is
 * nothing at all, as asking again would not help; what may help later is a {@link
 * ClusterException}.
 */
final class SchemaReader {
  static final String V2 = "/openapi/v2";
  static final String V3 = "/openapi/v3";

  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  private static final Set<Reason> PERMANENT =
      Set.of(Reason.FORBIDDEN, Reason.UNKNOWN_KIND, Reason.BAD_ANSWER);

  private final ApiClient api;

  SchemaReader(ApiClient api) {
    this.api = api;
  }

  /**
   * The addresses of the documents of OpenAPI 3, by path: {@code api/v1}, {@code apis/apps/v1}.
   *
   * @return empty if the server has no such index
   */
  Optional<Map<String, String>> index() {
    return read(V3).map(SchemaReader::addresses).filter(index -> !index.isEmpty());
  }

  private static Map<String, String> addresses(MapValue index) {
    Map<String, String> addresses = new HashMap<>();
    for (Map.Entry<String, Value> path : index.mapAt("paths").entries().entrySet()) {
      path.getValue()
          .textAt("serverRelativeURL")
          .filter(address -> address.startsWith(V3 + "/"))
          .ifPresent(address -> addresses.put(path.getKey(), address));
    }
    return Map.copyOf(addresses);
  }

  /**
   * All that a document of either version of OpenAPI describes. Of the document itself nothing is
   * kept: it may be of some megabytes.
   */
  Map<GroupVersionKind, Schema> document(String address, ServerProfile profile) {
    return read(address).map(document -> schemas(document, profile)).orElse(Map.of());
  }

  private static Map<GroupVersionKind, Schema> schemas(MapValue document, ServerProfile profile) {
    Map<GroupVersionKind, Schema> schemas = new HashMap<>();
    try {
      OpenApiSchemas published = OpenApiSchemas.of(document, profile);
      for (GroupVersionKind kind : published.kinds()) {
        schemaIn(published, kind).ifPresent(schema -> schemas.put(kind, schema));
      }
    } catch (SchemaException e) {
      return Map.of();
    }
    return Map.copyOf(schemas);
  }

  /** What is wrong with one kind must not cost the others. */
  private static Optional<Schema> schemaIn(OpenApiSchemas published, GroupVersionKind kind) {
    try {
      return published.of(kind);
    } catch (SchemaException e) {
      return Optional.empty();
    }
  }

  /** By the definition of a custom resource; empty if the kind has none that is of use. */
  Optional<Schema> definition(ApiResource resource, ServerProfile profile) {
    String name = resource.plural() + "." + resource.kind().group();
    return read(DEFINITIONS + ObjectAddress.encoded(name))
        .flatMap(definition -> schemaBy(definition, resource.kind(), profile));
  }

  private static Optional<Schema> schemaBy(
      MapValue definition, GroupVersionKind kind, ServerProfile profile) {
    try {
      return Optional.ofNullable(CustomResourceSchemas.of(definition, profile).get(kind));
    } catch (SchemaException e) {
      return Optional.empty();
    }
  }

  private Optional<MapValue> read(String address) {
    ApiAnswer answer = api.send(ApiRequest.get(Purpose.schemas(address), address));
    if (!answer.isSuccess()) {
      ClusterException failure = Failures.of(answer);
      if (PERMANENT.contains(failure.reason())) {
        return Optional.empty();
      }
      throw failure;
    }
    try {
      return Optional.of(answer.json());
    } catch (ClusterException e) {
      return Optional.empty();
    }
  }
}
