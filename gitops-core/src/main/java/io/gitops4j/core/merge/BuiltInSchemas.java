package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.SchemaLibrary.Reading;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Schemas of kinds that belong to Kubernetes itself, for when the server's own are not at hand.
 *
 * <p>They come in two forms. The open ones allow undeclared fields: a server may be newer than they
 * are, so a field that they do not know is no reason to expect a refusal. The {@linkplain #closed
 * closed} ones refuse undeclared fields, as a server does that knows nothing but them. What a
 * server publishes itself ({@link OpenApiSchemas}) is closed.
 *
 * @since 0.1.0
 */
public final class BuiltInSchemas {
  private static final String OF_1_20 = "kubernetes-1.20.schema";
  private static final String CHANGES = "kubernetes-current.schema";
  private static final Map<Form, SchemaLibrary> LIBRARIES = new ConcurrentHashMap<>();

  private BuiltInSchemas() {}

  /**
   * The open schema of a kind as current servers merge it, empty if the kind is not built in or not
   * known here.
   */
  public static Optional<Schema> of(GroupVersionKind kind) {
    return of(kind, ServerProfile.CURRENT);
  }

  /** The open schema of a kind as a server merges it, empty if the kind is not known here. */
  public static Optional<Schema> of(GroupVersionKind kind, ServerProfile profile) {
    return library(true, profile).of(kind);
  }

  /** The closed schema of a kind as a server merges it, empty if it does not know the kind. */
  public static Optional<Schema> closed(GroupVersionKind kind, ServerProfile profile) {
    return library(false, profile).of(kind);
  }

  /** Every kind that is known of current servers. */
  public static Set<GroupVersionKind> kinds() {
    return library(true, ServerProfile.CURRENT).kinds();
  }

  /** What every object has, closed. */
  static Schema metadata(ServerProfile profile) {
    return library(false, profile).type("meta.v1.ObjectMeta");
  }

  private static SchemaLibrary library(boolean open, ServerProfile profile) {
    Reading reading = new Reading(open, profile.has(Deviation.QUANTITIES_ARE_TEXTS));
    return LIBRARIES.computeIfAbsent(
        new Form(reading, profile.has(Deviation.TYPES_OF_1_20)), BuiltInSchemas::load);
  }

  private record Form(Reading reading, boolean asOf120) {}

  private static SchemaLibrary load(Form form) {
    SchemaText old = SchemaText.read(lines(OF_1_20));
    SchemaText text = form.asOf120() ? old : old.amendedBy(lines(CHANGES));
    return new SchemaLibrary(text, form.reading());
  }

  private static List<String> lines(String name) {
    InputStream resource =
        Objects.requireNonNull(BuiltInSchemas.class.getResourceAsStream(name), name);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas of Kubernetes can't be read from " + name, e);
    }
  }
}
