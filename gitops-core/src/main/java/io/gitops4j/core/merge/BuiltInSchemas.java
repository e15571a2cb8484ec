package io.gitops4j.core.merge;

import static java.util.Objects.requireNonNull;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas of kinds that belong to Kubernetes itself, as current versions of it merge them. They
 * know every list and map that is not merged by default, and the usual scalars; fields that they do
 * not name are allowed.
 *
 * @since 0.1.0
 */
public final class BuiltInSchemas {
  private static final String RESOURCE = "kubernetes.schema";

  private BuiltInSchemas() {}

  /** The schema of a kind, empty if the kind is not built in or not known here. */
  public static Optional<Schema> of(GroupVersionKind kind) {
    return Optional.ofNullable(Holder.KINDS.get(kind));
  }

  /** As {@link #of(GroupVersionKind)}, but as a server of this profile merges the kind. */
  public static Optional<Schema> of(GroupVersionKind kind, ServerProfile profile) {
    boolean differs =
        profile.has(Deviation.MISSING_DEFAULTED_KEY_FAILS)
            && kind.equals(GroupVersionKind.of("v1", "Service"));
    return differs ? Optional.of(Holder.SERVICE_WITHOUT_DEFAULT) : of(kind);
  }

  /** Every kind that is known. */
  public static Set<GroupVersionKind> kinds() {
    return Holder.KINDS.keySet();
  }

  private static final class Holder {
    static final Map<GroupVersionKind, Schema> KINDS = load();

    static final Schema SERVICE_WITHOUT_DEFAULT =
        requireNonNull(KINDS.get(GroupVersionKind.of("v1", "Service")), "Service")
            .withField("spec", spec -> spec.withField("ports", Schema::withoutKeyDefaults));
  }

  private static Map<GroupVersionKind, Schema> load() {
    InputStream resource =
        requireNonNull(BuiltInSchemas.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return SchemaReader.read(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas of Kubernetes can't be read from " + RESOURCE, e);
    }
  }
}
