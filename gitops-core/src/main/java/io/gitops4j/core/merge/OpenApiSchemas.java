package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as a server publishes them, from its {@code /openapi/v2} or the document of one group and
 * version below {@code /openapi/v3}. They are closed: an undeclared field is refused, as the server
 * itself refuses it in an apply. A type is read when a kind that has it is first asked for.
 * Thread-safe.
 *
 * <p>What {@code /openapi/v2} says of custom resources is less than the server merges by: for those
 * prefer {@link CustomResourceSchemas}.
 *
 * @since 0.1.0
 */
public final class OpenApiSchemas {
  private final MapValue definitions;
  private final OpenApiTypes types;
  private final ServerProfile profile;
  private final Map<GroupVersionKind, String> kinds = new HashMap<>();
  private final Map<String, Schema> known = new ConcurrentHashMap<>();
  private final Deque<String> unread = new ArrayDeque<>();

  private OpenApiSchemas(MapValue definitions, ServerProfile profile) {
    this.definitions = definitions;
    this.profile = profile;
    this.types = new OpenApiTypes(new Definitions(), profile);
    definitions.entries().forEach(this::addKinds);
  }

  /**
   * Takes a document of either version.
   *
   * @param profile the server that published it
   * @throws SchemaException if the document has no definitions
   */
  public static OpenApiSchemas of(MapValue document, ServerProfile profile) {
    Value definitions =
        document
            .get("definitions")
            .or(() -> document.at("components", "schemas"))
            .orElseGet(
                () -> document.get("openapi").map(v3 -> (Value) MapValue.EMPTY).orElse(document));
    if (definitions == document || !(definitions instanceof MapValue map)) {
      throw new SchemaException(
          "OpenAPI document", "it must have 'definitions' or 'components.schemas'", null);
    }
    return new OpenApiSchemas(map, profile);
  }

  private void addKinds(String name, Value definition) {
    for (Value kind : definition.itemsAt("x-kubernetes-group-version-kind")) {
      String group = kind.textAt("group").orElse("");
      String version = kind.textAt("version").orElse("");
      String word = kind.textAt("kind").orElse("");
      if (!version.isEmpty() && !word.isEmpty()) {
        kinds.putIfAbsent(new GroupVersionKind(group, version, word), name);
      }
    }
  }

  /** Every kind that the document describes, also those of lists and options. */
  public Set<GroupVersionKind> kinds() {
    return Set.copyOf(kinds.keySet());
  }

  /**
   * The schema of a kind, empty if the document does not describe it.
   *
   * @throws SchemaException if a definition that the kind consists of makes no sense
   */
  public Optional<Schema> of(GroupVersionKind kind) {
    return Optional.ofNullable(kinds.get(kind)).map(this::complete);
  }

  /** Reads all that a definition consists of, so that nothing can be wrong later. */
  private Schema complete(String name) {
    synchronized (known) {
      Map<String, Schema> before = Map.copyOf(known);
      try {
        Schema schema = definition(name);
        while (!unread.isEmpty()) {
          definition(unread.pop());
        }
        return schema;
      } catch (SchemaException e) {
        // What led to it is no good either.
        unread.clear();
        known.keySet().retainAll(before.keySet());
        throw e;
      }
    }
  }

  private Schema definition(String name) {
    Schema schema = known.get(name);
    if (schema == null) {
      Value content = definitions.get(name).orElse(MapValue.EMPTY);
      if (!(content instanceof MapValue map)) {
        throw new SchemaException(name, "a definition must be a map", null);
      }
      schema = types.read(OpenApiNode.root(name, map));
      known.put(name, schema);
    }
    return schema;
  }

  /** A class of its own, as nobody else may ask these questions. */
  private final class Definitions implements OpenApiTypes.References {

    @Override
    public Schema schema(String definition, OpenApiNode from) {
      @Nullable Schema done = known.get(definition);
      if (done != null) {
        return done;
      }
      if (definitions.get(definition).isEmpty()) {
        return builtIn(definition, from);
      }
      unread.push(definition);
      // The types alone: a schema must not keep the document, which may be of some megabytes.
      Map<String, Schema> parsed = known;
      return Schema.lazily(() -> Objects.requireNonNull(parsed.get(definition), definition));
    }

    @Override
    public Optional<MapValue> content(String definition) {
      return definitions.get(definition).flatMap(Value::asMap);
    }
  }

  /** A document of one group need not hold the metadata that objects within objects have. */
  private Schema builtIn(String definition, OpenApiNode from) {
    if (from.isEmbedded()) {
      return BuiltInSchemas.metadata(profile);
    }
    throw from.problem("there is no definition '" + definition + "'");
  }
}
