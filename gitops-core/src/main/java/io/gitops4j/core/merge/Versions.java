package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import java.util.Optional;

/** The versions of a kind, as seen from a request in one of them. */
final class Versions {
  private final VersionConverter converter;
  private final String asked;
  private final Schema schema;

  Versions(VersionConverter converter, String asked, Schema schema) {
    this.converter = converter;
    this.asked = asked;
    this.schema = schema;
  }

  /** The version of the request. */
  String asked() {
    return asked;
  }

  /** The schema of the request. */
  Schema schema() {
    return schema;
  }

  /** Versions with the same fields are one: that of the request. */
  String comparable(String version) {
    return converter == SameFields.INSTANCE ? asked : version;
  }

  /** Of a version that {@link #comparable} answered. */
  Schema schemaOf(String version) {
    return version.equals(asked) ? schema : converter.schemaOf(version, schema);
  }

  /** An object in a version that {@link #comparable} answered. */
  Optional<MapValue> convert(MapValue object, String version) {
    return object.textAt("apiVersion").filter(version::equals).isPresent()
        ? Optional.of(object)
        : converter.convert(object, version);
  }

  /** The live object in the version of the request. */
  MapValue asAsked(MapValue live) {
    return live.isEmpty()
        ? live
        : convert(live, asked)
            .orElseThrow(
                () ->
                    new MergeException(
                        FieldPath.of("apiVersion"),
                        "the object, which is there as '%s', can't be had as '%s'"
                            .formatted(live.textAt("apiVersion").orElse(""), asked)));
  }

  /** Owners after what the schema has made of their fields; without those of lost versions. */
  ManagedFields adapted(ManagedFields owners, MapValue live) {
    return owners.map(
        entry -> {
          String version = comparable(entry.apiVersion());
          return entry.withFields(
              convert(live, version).isPresent()
                  ? SchemaSets.adapted(entry.fields(), schemaOf(version))
                  : FieldSet.EMPTY);
        });
  }
}
