package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.util.Optional;

/** The versions of a kind, as seen from a request in one of them. */
final class Versions {
  private final VersionConverter converter;
  private final String asked;
  private final Schema schema;
  private final ServerProfile profile;

  Versions(Circumstances circumstances, String asked, Schema schema) {
    this.converter = circumstances.converter();
    this.profile = circumstances.profile();
    this.asked = asked;
    this.schema = schema;
  }

  /** What an apply of the object would own on this server. */
  FieldSet fieldSetOf(MapValue object, Schema its) {
    return FieldSetBuilder.fieldSetOf(object, its, profile);
  }

  /** With the structs that the paths lead through, on servers that look at them when pruning. */
  FieldSet named(FieldSet set, Schema its) {
    return profile.has(Deviation.PRUNED_FIELDS_BECOME_NULL)
        ? set
        : SchemaSets.withStructs(set, its);
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
              convert(live, version)
                  .map(object -> adapted(entry.fields(), object, schemaOf(version)))
                  .orElse(FieldSet.EMPTY));
        });
  }

  private FieldSet adapted(FieldSet fields, MapValue object, Schema its) {
    FieldSet adapted = SchemaSets.adapted(fields, its);
    return profile.has(Deviation.OWNED_CONTAINERS_EXPAND)
        ? new OwnedContainers(object, its, profile).withContent(adapted)
        : adapted;
  }
}
