package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is left of an object once it went through the server's own types: fields that they do not
 * have are gone, empty ones are left out or written as each type does it, and scalars are in the
 * spelling in which the server keeps them. Immutable and thread-safe.
 */
final class TypedStorage {
  private final WireTypes types = WireTypes.builtIn();
  private final Release release;
  private final boolean keepsEmptyLists;

  TypedStorage(Release release) {
    this(release, false);
  }

  private TypedStorage(Release release, boolean keepsEmptyLists) {
    this.release = release;
    this.keepsEmptyLists = keepsEmptyLists;
  }

  /**
   * What a body is read into: it tells {@code []} from null in lists that are always written, until
   * the object is stored.
   */
  static TypedStorage ofBodies(Release release) {
    return new TypedStorage(release, true);
  }

  /**
   * An object as the server stores it.
   *
   * @param defaults fills in what is missing, in objects without empty values
   * @throws StatusException if a field has a value of another type
   */
  MapValue stored(GroupVersionKind kind, MapValue object, UnaryOperator<MapValue> defaults) {
    Optional<String> struct = types.structOf(kind);
    if (struct.isEmpty()) {
      return defaults.apply(withoutNulls(object));
    }
    try {
      MapValue read = readStruct(struct.get(), object, new WirePath(struct.get(), ""));
      return written(struct.get(), defaults.apply(read));
    } catch (WireFault e) {
      throw StatusException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: %s"
              .formatted(kind.kind(), kind.version(), kind.kind(), e.getMessage()));
    }
  }

  /**
   * The fields of a struct, such as the metadata of an object whose kind has no type.
   *
   * @throws WireFault if one has a value of another type
   */
  MapValue struct(String struct, MapValue map) {
    return written(struct, readStruct(struct, map, new WirePath(struct, "")));
  }

  private MapValue readStruct(String struct, MapValue map, WirePath path) {
    Map<String, WireField> fields = types.fields(struct);
    Map<String, Value> read = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, value) -> {
              WireField field = fields.get(name);
              if (field != null && !value.isNull() && isThere(field)) {
                Value kept = read(field.type(), value, path.field(struct, name));
                if (field.keepsEmpty() || isShown(field) || !isEmpty(kept)) {
                  read.put(name, kept);
                }
              }
            });
    return new MapValue(read);
  }

  /** Empty lists, while they are told from null, and texts that could be numbers. */
  private boolean isShown(WireField field) {
    WireType.Base base = field.type().base();
    return field.isAlwaysThere()
        && (base == WireType.Base.INT_OR_TEXT || (keepsEmptyLists && base == WireType.Base.LIST));
  }

  private boolean isThere(WireField field) {
    return !release.isBefore(1, field.since());
  }

  private static boolean isEmpty(Value value) {
    return switch (value.type()) {
      case NULL -> true;
      case LIST -> value.itemsAt().isEmpty();
      case MAP -> value.mapAt().isEmpty();
      case BOOLEAN -> !value.asBoolean().orElse(true);
      case INTEGER -> value.asInteger().orElse(1L) == 0;
      case TEXT -> value.asText().orElse("x").isEmpty();
      case DECIMAL -> false;
    };
  }

  private Value read(WireType type, Value value, WirePath path) {
    return switch (type.base()) {
      case STRUCT -> readStruct(type, value, path);
      case LIST -> readList(type.item(), value, path);
      case MAP -> readMap(type.item(), value, path);
      case ANY -> value;
      default -> WireScalars.read(type, value, path);
    };
  }

  private Value readStruct(WireType type, Value value, WirePath path) {
    if (type.struct().equals("JSONSchemaProps") && value.asMap().isEmpty()) {
      return value; // "additionalProperties: true"
    }
    return readStruct(
        type.struct(), value.asMap().orElseThrow(() -> path.misfit(type, value)), path);
  }

  private Value readList(WireType item, Value value, WirePath path) {
    List<Value> read = new ArrayList<>();
    WireType list = new WireType(WireType.Base.LIST, item, "");
    for (Value entry : value.asList().orElseThrow(() -> path.misfit(list, value)).items()) {
      read.add(entry.isNull() ? zero(item) : read(item, entry, path));
    }
    return new ListValue(read);
  }

  private Value readMap(WireType item, Value value, WirePath path) {
    Map<String, Value> read = new LinkedHashMap<>();
    WireType map = new WireType(WireType.Base.MAP, item, "");
    value
        .asMap()
        .orElseThrow(() -> path.misfit(map, value))
        .entries()
        .forEach(
            (key, entry) -> {
              Value kept = entry.isNull() ? zero(item) : read(item, entry, path);
              read.put(key, item.base() == WireType.Base.QUANTITY ? inMilli(kept) : kept);
            });
    return new MapValue(read);
  }

  /** Maps of quantities are lists of resources, which keep thousandths. */
  private static Value inMilli(Value quantity) {
    return WireScalars.quantity(quantity)
        .<Value>map(q -> Scalar.of(q.roundedToMilli().canonical()))
        .orElse(quantity);
  }

  private static Value zero(WireType type) {
    return switch (type.base()) {
      case TEXT, BYTES -> Scalar.of("");
      case BOOLEAN -> Scalar.of(false);
      case INT32, INT64, NUMBER, INT_OR_TEXT -> Scalar.of(0);
      case QUANTITY -> Scalar.of("0");
      case STRUCT -> MapValue.EMPTY;
      case TIME, MICRO_TIME, ANY, LIST, MAP -> Scalar.NULL;
    };
  }

  private MapValue written(String struct, MapValue map) {
    Map<String, WireField> fields = types.fields(struct);
    Map<String, Value> written = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, value) -> {
              WireField field = fields.get(name);
              written.put(name, field == null ? value : written(field.type(), value));
            });
    fields.forEach(
        (name, field) -> {
          if (field.showsWhenMissing() && isThere(field) && !written.containsKey(name)) {
            written.put(
                name, field.isPointer() ? Scalar.NULL : written(field.type(), zero(field.type())));
          }
        });
    return new MapValue(written);
  }

  private Value written(WireType type, Value value) {
    if (type.base() == WireType.Base.STRUCT) {
      return value.asMap().<Value>map(map -> written(type.struct(), map)).orElse(value);
    }
    if (type.items() == null || type.item().base() != WireType.Base.STRUCT) {
      return value;
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(i -> written(type.item(), i)).toList());
    }
    Map<String, Value> written = new LinkedHashMap<>();
    value.mapAt().entries().forEach((key, entry) -> written.put(key, written(type.item(), entry)));
    return value.asMap().isPresent() ? new MapValue(written) : value;
  }

  private static MapValue withoutNulls(MapValue map) {
    Map<String, Value> kept = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, value) -> {
              if (!value.isNull()) {
                kept.put(key, value.asMap().<Value>map(TypedStorage::withoutNulls).orElse(value));
              }
            });
    return new MapValue(kept);
  }
}
