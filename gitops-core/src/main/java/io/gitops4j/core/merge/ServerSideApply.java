package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API server's server-side apply and its bookkeeping of owners, as pure functions. Nothing here
 * sets defaults, uids, versions or times other than those in managedFields: that is the business of
 * whoever stores the object.
 *
 * <p>Owners that wrote in another version of the kind are treated as if their fields had the same
 * names, unless a {@link VersionConverter} is given; see {@link ManagedFields#inOtherVersions}.
 *
 * @since 0.1.0
 */
public final class ServerSideApply {

  private ServerSideApply() {}

  /**
   * Applies a configuration.
   *
   * @param live the object as it is, null to create it
   * @param config all that the manager states, in the version it names; its list items and maps are
   *     checked
   * @throws MergeException if the configuration or the live object does not fit the schema, or the
   *     configuration names an item of a list twice or has managedFields
   */
  public static ApplyResult apply(
      @Nullable MapValue live, MapValue config, ApplyOptions options, Schema schema) {
    return Applier.apply(live, config, options, schema);
  }

  /**
   * Records who owns what after a create, replace or patch. No conflict ever arises: what is
   * written changes hands.
   *
   * @param live the object before, null if it is created
   * @param updated the object after, which is answered as it is apart from its managedFields; if it
   *     names managedFields that can be read, these count instead of those of {@code live}
   */
  public static MapValue update(
      @Nullable MapValue live, MapValue updated, UpdateOptions options, Schema schema) {
    return Updater.update(live, updated, options, schema);
  }

  /**
   * What an apply of a configuration owns on a current server. Version, kind, name and the like are
   * never owned.
   *
   * @throws MergeException if the configuration does not fit the schema
   */
  public static FieldSet fieldSetOf(MapValue config, Schema schema) {
    return fieldSetOf(config, schema, ServerProfile.CURRENT);
  }

  /**
   * As {@link #fieldSetOf(MapValue, Schema)}, on such a server.
   *
   * @throws MergeException if the configuration does not fit the schema
   */
  public static FieldSet fieldSetOf(MapValue config, Schema schema, ServerProfile profile) {
    validate(config, schema, profile);
    return NeverOwned.removedFrom(FieldSetBuilder.fieldSetOf(config, schema, profile));
  }

  /**
   * How two objects differ; their managedFields do not count.
   *
   * @throws MergeException if one does not fit the schema
   */
  public static Changes compare(MapValue before, MapValue after, Schema schema) {
    MapValue from = NeverOwned.withoutManagedFields(before);
    MapValue to = NeverOwned.withoutManagedFields(after);
    Validator.validate(from, schema, Strictness.ofLive(ServerProfile.CURRENT));
    Validator.validate(to, schema, Strictness.ofLive(ServerProfile.CURRENT));
    return Comparer.compare(from, to, schema);
  }

  /**
   * The value at a path, empty if there is none, or more than one because an item is there twice.
   */
  public static Optional<Value> valueAt(MapValue object, FieldPath path, Schema schema) {
    return Optional.ofNullable(ValueLookup.find(object, path, schema));
  }

  /**
   * Checks a configuration as an apply does.
   *
   * @throws MergeException if it does not fit the schema or names an item of a list twice
   */
  public static void validate(MapValue config, Schema schema) {
    validate(config, schema, ServerProfile.CURRENT);
  }

  /**
   * Checks a configuration as an apply on such a server does.
   *
   * @throws MergeException if it does not fit the schema or names an item of a list twice
   */
  public static void validate(MapValue config, Schema schema, ServerProfile profile) {
    Validator.validate(config, schema, Strictness.ofConfig(profile));
  }

  /**
   * What is to be stored in the end: times of managers alone are no reason for a write, so if an
   * object differs in nothing else it stays as it is. To be asked after defaults are set and values
   * are spelled as they are stored.
   *
   * @param live the object before
   * @param object the object behind an apply or another write
   * @return {@code live} if there is nothing to write
   */
  public static MapValue stored(MapValue live, MapValue object, ServerProfile profile) {
    boolean same =
        !profile.has(Deviation.OTHER_SPELLING_IS_A_WRITE)
            && NeverOwned.withoutManagedFields(live).equals(NeverOwned.withoutManagedFields(object))
            && ManagedFields.of(live).equalsIgnoringTimes(ManagedFields.of(object));
    return same || live.equals(object) ? live : object;
  }
}
