package io.gitops4j.core.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object as a document: has an {@code apiVersion}, a {@code kind} and a {@code
 * metadata.name} or {@code metadata.generateName}. Immutable. Equality is equality of content; the
 * position does not count.
 *
 * <p>{@link #toString} names the object and never shows its content, which may be a Secret's.
 *
 * @since 0.1.0
 */
public final class Manifest {
  private final MapValue content;
  private final GroupVersionKind kind;
  private final ResourceKey key;
  private final Origin origin;

  private Manifest(MapValue content, GroupVersionKind kind, ResourceKey key, Origin origin) {
    this.content = content;
    this.kind = kind;
    this.key = key;
    this.origin = origin;
  }

  /** Where the document, and the items of its lists, were read. */
  private record Origin(@Nullable SourcePosition position, @Nullable ItemPlaces items) {
    static final Origin UNKNOWN = new Origin(null, null);
  }

  /**
   * Checks that the content is an object of Kubernetes.
   *
   * @throws ManifestException if it has no {@code apiVersion}, {@code kind} or name, or one of
   *     these is no text
   */
  public static Manifest of(MapValue content) {
    return create(content, Origin.UNKNOWN);
  }

  /** Like {@link #of(MapValue)}, for content that was read from a place. */
  public static Manifest of(MapValue content, SourcePosition position) {
    return create(content, new Origin(position, null));
  }

  /** Of a document whose list items have known places. */
  static Manifest of(Node.MapNode document) {
    return create(document.value(), new Origin(document.position(), ItemPlaces.of(document)));
  }

  private static Manifest create(MapValue content, Origin origin) {
    SourcePosition position = origin.position();
    String apiVersion = required(content, position, "apiVersion");
    String kindName = required(content, position, "kind");
    GroupVersionKind kind;
    try {
      kind = GroupVersionKind.of(apiVersion, kindName);
    } catch (IllegalArgumentException e) {
      throw ManifestException.at(position, "no Kubernetes object: " + e.getMessage(), e);
    }
    String name = content.textAt("metadata", "name").orElse("");
    if (name.isEmpty() && content.textAt("metadata", "generateName").orElse("").isEmpty()) {
      throw ManifestException.at(
          position,
          "%s has no name: metadata.name must be a text that is not empty".formatted(kind),
          null);
    }
    String namespace = content.textAt("metadata", "namespace").orElse("");
    return new Manifest(
        content, kind, new ResourceKey(kind.group(), kindName, namespace, name), origin);
  }

  private static String required(
      MapValue content, @Nullable SourcePosition position, String field) {
    String text = content.textAt(field).orElse("");
    if (!text.isEmpty()) {
      return text;
    }
    String was = content.get(field).map(value -> "'" + value.toPlain() + "'").orElse("missing");
    throw ManifestException.at(
        position,
        "no Kubernetes object: %s must be a text that is not empty, was %s".formatted(field, was),
        null);
  }

  /** The whole document. */
  public MapValue content() {
    return content;
  }

  /** Group, version and kind. */
  public GroupVersionKind kind() {
    return kind;
  }

  /** Identity within a cluster; its namespace is empty where the document names none. */
  public ResourceKey key() {
    return key;
  }

  /** {@code metadata.name}, empty for objects that the server names. */
  public String name() {
    return key.name();
  }

  /** {@code metadata.namespace}, empty where the document names none. */
  public String namespace() {
    return key.namespace();
  }

  /** Where the document was read, if it was read. */
  public Optional<SourcePosition> position() {
    return Optional.ofNullable(origin.position());
  }

  /**
   * Where the innermost list item on a path was read, or the document if the path has none that was
   * read.
   *
   * @param path of fields and indexes
   */
  public Optional<SourcePosition> positionOf(FieldPath path) {
    ItemPlaces items = origin.items();
    return items == null ? position() : items.of(path).or(this::position);
  }

  /** {@code metadata.labels}; entries that are no text are left out. */
  public Map<String, String> labels() {
    return texts("labels");
  }

  /** {@code metadata.annotations}; entries that are no text are left out. */
  public Map<String, String> annotations() {
    return texts("annotations");
  }

  private Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    content
        .mapAt("metadata", field)
        .entries()
        .forEach((key, value) -> value.asText().ifPresent(t -> texts.put(key, t)));
    return Collections.unmodifiableMap(texts);
  }

  /** This manifest with other content of the same place; items of lists count as they did. */
  public Manifest withContent(MapValue changed) {
    return create(changed, origin);
  }

  /** This manifest in a namespace; empty removes {@code metadata.namespace}. */
  public Manifest inNamespace(String namespace) {
    MapValue metadata = content.mapAt("metadata");
    return withContent(
        content.with(
            "metadata",
            namespace.isEmpty()
                ? metadata.without("namespace")
                : metadata.with("namespace", Scalar.of(namespace))));
  }

  /** This manifest with an annotation set. */
  public Manifest withAnnotation(String name, String value) {
    MapValue annotations = content.mapAt("metadata", "annotations").with(name, Scalar.of(value));
    return withContent(
        content.with("metadata", content.mapAt("metadata").with("annotations", annotations)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Manifest that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** The identity and, if known, the position; never the content. */
  @Override
  public String toString() {
    return position().map(position -> key + " (" + position + ")").orElseGet(key::toString);
  }
}
