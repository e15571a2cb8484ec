package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Metadata of custom resources, which goes through a type of the server as that of all others. */
final class CustomMetadata {
  private static final String TYPE = "ObjectMeta";
  private static final Set<String> TEXTS = Set.of("labels", "annotations", "finalizers");

  private final TypedStorage types;

  CustomMetadata(Release release) {
    this.types = new TypedStorage(release);
  }

  /**
   * Of a body: without fields that metadata does not have, and without empty ones.
   *
   * @throws StatusException if a field has a value of another type
   */
  MapValue decoded(ServedKind kind, MapValue object) {
    Value metadata = object.at("metadata").orElse(Scalar.NULL);
    if (metadata.isNull()) {
      return object;
    }
    try {
      MapValue map =
          metadata.asMap().orElseThrow(() -> new WireFault("metadata must be an object"));
      return object.with("metadata", typed(map));
    } catch (WireFault e) {
      throw StatusException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: %s"
              .formatted(
                  kind.kind().kind(), kind.kind().version(), kind.kind().kind(), e.getMessage()));
    }
  }

  /** Of what lies in the store: fields with values of other types count as not there. */
  MapValue read(MapValue object) {
    Map<String, Value> fields = new LinkedHashMap<>();
    object
        .mapAt("metadata")
        .entries()
        .forEach((name, value) -> field(name, value).ifPresent(kept -> fields.put(name, kept)));
    return object.with("metadata", new MapValue(fields));
  }

  private Optional<Value> field(String name, Value value) {
    try {
      return typed(MapValue.of(name, value)).get(name);
    } catch (WireFault e) {
      return Optional.empty();
    }
  }

  /**
   * As the checks of an apply see it, which has not been read by any type: fields of texts with
   * anything else among them, and owners that are no maps, are overlooked.
   */
  static MapValue seen(MapValue object) {
    Map<String, Value> fields = new LinkedHashMap<>(object.mapAt("metadata").entries());
    fields.replaceAll((name, value) -> name.equals("ownerReferences") ? onlyMaps(value) : value);
    fields
        .entrySet()
        .removeIf(field -> TEXTS.contains(field.getKey()) && !isOfTexts(field.getValue()));
    return object.with("metadata", new MapValue(fields));
  }

  private static Value onlyMaps(Value owners) {
    return new ListValue(
        owners.itemsAt().stream().filter(owner -> owner.asMap().isPresent()).toList());
  }

  private static boolean isOfTexts(Value value) {
    Collection<Value> parts =
        value instanceof ListValue list ? list.items() : value.mapAt().entries().values();
    return parts.stream().allMatch(part -> part.asText().isPresent());
  }

  private MapValue typed(MapValue metadata) {
    // The time of creation is the server's; of objects that have none yet it shows none.
    MapValue typed = types.struct(TYPE, metadata);
    MapValue timed =
        typed.get("creationTimestamp").filter(Value::isNull).isPresent()
            ? typed.without("creationTimestamp")
            : typed;
    return timed
        .get("managedFields")
        .map(entries -> timed.with("managedFields", inTextOrder(entries)))
        .orElse(timed);
  }

  /** These are kept as plain maps: their keys are in the order of text, not of path elements. */
  private static Value inTextOrder(Value value) {
    if (value instanceof ListValue entries) {
      return new ListValue(entries.items().stream().map(CustomMetadata::withSortedFields).toList());
    }
    if (!(value instanceof MapValue map)) {
      return value;
    }
    Map<String, Value> sorted = new TreeMap<>();
    map.entries().forEach((key, below) -> sorted.put(key, inTextOrder(below)));
    return new MapValue(sorted);
  }

  private static Value withSortedFields(Value entry) {
    return entry instanceof MapValue map
        ? map.at("fieldsV1")
            .<Value>map(fields -> map.with("fieldsV1", inTextOrder(fields)))
            .orElse(map)
        : entry;
  }
}
