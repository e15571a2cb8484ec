package io.gitops4j.core.history;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.source.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the small values of a state are written, and how they are read back. Whatever is missing or
 * of another form is an {@link IllegalArgumentException} that names the field.
 */
record Fields(MapValue map) {

  static Fields of(Value value) {
    return new Fields(
        value
            .asMap()
            .orElseThrow(
                () -> new IllegalArgumentException("a map was expected, was " + value.type())));
  }

  String text(String field) {
    return map.textAt(field).orElseThrow(() -> missing(field, "a text"));
  }

  long integer(String field) {
    return map.integerAt(field).orElseThrow(() -> missing(field, "an integer"));
  }

  Fields fields(String field) {
    return optional(field).orElseThrow(() -> missing(field, "a map"));
  }

  boolean has(String field) {
    return map.keys().contains(field);
  }

  Optional<Fields> optional(String field) {
    return map.get(field).map(Fields::of);
  }

  List<Value> items(String field) {
    return map.get(field)
        .flatMap(Value::asList)
        .orElseThrow(() -> missing(field, "a list"))
        .items();
  }

  Instant time(String field) {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' must be a time, was '%s'".formatted(field, text(field)), e);
    }
  }

  Digest digest(String field) {
    return new Digest(text(field));
  }

  DeploymentId deployment(String field) {
    return new DeploymentId(integer(field));
  }

  <E extends Enum<E>> E constant(String field, Class<E> type) {
    return Enum.valueOf(type, text(field));
  }

  Person person(String field) {
    return person(fields(field));
  }

  static Person person(Fields fields) {
    return new Person(fields.text("name"), fields.text("email"));
  }

  /** The entries of a map whose keys name objects. */
  <T> Map<ResourceKey, T> byResource(String field, Function<Fields, T> reader) {
    Map<ResourceKey, T> entries = new LinkedHashMap<>();
    fields(field)
        .map()
        .entries()
        .forEach((key, value) -> entries.put(resource(key), reader.apply(of(value))));
    return entries;
  }

  private static IllegalArgumentException missing(String field, String type) {
    return new IllegalArgumentException("'%s' must be %s".formatted(field, type));
  }

  static MapValue person(Person person) {
    return MapValue.of("name", Scalar.of(person.name())).with("email", Scalar.of(person.email()));
  }

  static Scalar time(Instant time) {
    return Scalar.of(time.toString());
  }

  static Scalar digest(Digest digest) {
    return Scalar.of(digest.hex());
  }

  static <T> MapValue byResource(Map<ResourceKey, T> entries, Function<T, MapValue> writer) {
    Map<String, Value> written = new LinkedHashMap<>();
    entries.forEach((key, value) -> written.put(resource(key), writer.apply(value)));
    return new MapValue(written);
  }

  /** {@code group/Kind/namespace/name}; only a name could hold a slash. */
  static String resource(ResourceKey key) {
    return String.join("/", key.group(), key.kind(), key.namespace(), key.name());
  }

  static ResourceKey resource(String text) {
    String[] parts = text.split("/", 4);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "an object is written as group/Kind/namespace/name, was '" + text + "'");
    }
    return new ResourceKey(parts[0], parts[1], parts[2], parts[3]);
  }

  static String kind(GroupKind kind) {
    return kind.group() + "/" + kind.kind();
  }

  static GroupKind kind(Value value) {
    String text = value.asText().orElse("");
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("a kind is written as group/Kind, was '" + text + "'");
    }
    return new GroupKind(text.substring(0, slash), text.substring(slash + 1));
  }
}
