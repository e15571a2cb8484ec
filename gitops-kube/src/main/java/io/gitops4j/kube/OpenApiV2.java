package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /openapi/v2}, one document of some megabytes for everything, and the definitions of custom
 * resources, of which it tells less than the server merges by.
 */
final class OpenApiV2 implements SchemaSource {
  private final SchemaReader reader;
  private @Nullable Document document;

  OpenApiV2(SchemaReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Schema> schema(ApiResource resource, Asking asking) {
    ServerProfile profile = asking.catalogue().info().profile();
    Optional<Schema> defined =
        isCustom(resource.kind(), profile)
            ? reader.definition(resource, profile)
            : Optional.empty();
    return defined.or(() -> published(resource.kind(), asking));
  }

  /** Groups of custom resources are domains. */
  private static boolean isCustom(GroupVersionKind kind, ServerProfile profile) {
    return kind.group().indexOf('.') >= 0 && BuiltInSchemas.closed(kind, profile).isEmpty();
  }

  private Optional<Schema> published(GroupVersionKind kind, Asking asking) {
    Document known = document;
    if (known == null || known.isOld(kind, asking.catalogue())) {
      ServerProfile profile = asking.catalogue().info().profile();
      known = new Document(asking.catalogue(), reader.document(SchemaReader.V2, profile));
      document = known;
    }
    return Optional.ofNullable(known.schemas().get(kind));
  }

  private record Document(Catalogue catalogue, Map<GroupVersionKind, Schema> schemas) {
    /** What Kubernetes itself says of a kind changes with its version only. */
    boolean isOld(GroupVersionKind kind, Catalogue now) {
      return catalogue != now
          && (!schemas.containsKey(kind)
              || !catalogue.info().version().equals(now.info().version()));
    }
  }
}
