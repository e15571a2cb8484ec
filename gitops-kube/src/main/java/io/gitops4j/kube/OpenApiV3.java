package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /openapi/v3}: an index, and a document for each version of a group. The addresses in the
 * index change with the documents, so that no document is read twice.
 */
final class OpenApiV3 implements SchemaSource {
  private final SchemaReader reader;
  private final Map<String, Document> documents = new HashMap<>();
  private @Nullable Index index;

  OpenApiV3(SchemaReader reader) {
    this.reader = reader;
  }

  /** Whether the server was found to publish this at all. */
  boolean isServed(Asking asking) {
    return index(asking).addresses().isPresent();
  }

  @Override
  public Optional<Schema> schema(ApiResource resource, Asking asking) {
    String path = pathOf(resource.kind());
    return index(asking)
        .addresses()
        .map(addresses -> addresses.get(path))
        .map(address -> document(path, address, asking))
        .map(document -> document.schemas().get(resource.kind()));
  }

  private static String pathOf(GroupVersionKind kind) {
    return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
  }

  private Index index(Asking asking) {
    Index known = index;
    if (known == null || known.isOld(asking)) {
      known = new Index(asking.catalogue(), reader.index());
      index = known;
    }
    return known;
  }

  private Document document(String path, String address, Asking asking) {
    Document known = documents.get(path);
    if (known == null || !known.isAt(address)) {
      known = new Document(address, reader.document(address, asking.catalogue().info().profile()));
      documents.put(path, known);
    }
    return known;
  }

  private record Index(Catalogue catalogue, Optional<Map<String, String>> addresses) {
    /** A server that has no index, or does not let us see it, is not asked again so soon. */
    boolean isOld(Asking asking) {
      return catalogue != asking.catalogue() || (asking.again() && addresses.isPresent());
    }
  }

  private record Document(String address, Map<GroupVersionKind, Schema> schemas) {
    boolean isAt(String current) {
      return address.equals(current) && current.contains("hash=");
    }
  }
}
