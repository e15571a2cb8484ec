package io.gitops4j.core.merge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What one manager owns of an object, as one entry of {@code metadata.managedFields}.
 *
 * @param manager who; not empty
 * @param operation how it came to own
 * @param apiVersion the version in which the fields are named; not empty
 * @param time of the last change, in whole seconds; missing counts as the oldest
 * @param subresource such as {@code status}; empty for the object itself
 * @param fields what is owned
 * @since 0.1.0
 */
public record ManagedFieldsEntry(
    String manager,
    Operation operation,
    String apiVersion,
    Optional<Instant> time,
    String subresource,
    FieldSet fields) {

  /**
   * How a manager came to own fields.
   *
   * @since 0.1.0
   */
  public enum Operation {
    /** By server-side apply. */
    APPLY("Apply"),
    /** By create, replace or patch. */
    UPDATE("Update");

    private final String wire;

    Operation(String wire) {
      this.wire = wire;
    }

    /** As in {@code metadata.managedFields}. */
    public String wire() {
      return wire;
    }
  }

  /** Refuses an empty manager or version; cuts the time to seconds. */
  public ManagedFieldsEntry {
    if (manager.isEmpty() || apiVersion.isEmpty()) {
      throw new IllegalArgumentException(
          "manager and apiVersion must not be empty, were '%s' and '%s'"
              .formatted(manager, apiVersion));
    }
    time = time.map(t -> t.truncatedTo(ChronoUnit.SECONDS));
  }

  /** An entry of an applier without a time, on the object itself. */
  public static ManagedFieldsEntry applied(String manager, String apiVersion, FieldSet fields) {
    return new ManagedFieldsEntry(
        manager, Operation.APPLY, apiVersion, Optional.empty(), "", fields);
  }

  /** An entry of an updater without a time, on the object itself. */
  public static ManagedFieldsEntry updated(String manager, String apiVersion, FieldSet fields) {
    return new ManagedFieldsEntry(
        manager, Operation.UPDATE, apiVersion, Optional.empty(), "", fields);
  }

  /** This entry with other fields. */
  public ManagedFieldsEntry withFields(FieldSet changed) {
    return new ManagedFieldsEntry(manager, operation, apiVersion, time, subresource, changed);
  }

  /** This entry at another time. */
  public ManagedFieldsEntry withTime(Instant changed) {
    return new ManagedFieldsEntry(
        manager, operation, apiVersion, Optional.of(changed), subresource, fields);
  }

  /**
   * Whether both are the same manager to the API server: appliers in any version, updaters in the
   * same one.
   */
  public boolean sameManager(ManagedFieldsEntry other) {
    return manager.equals(other.manager)
        && operation == other.operation
        && subresource.equals(other.subresource)
        && (operation == Operation.APPLY || apiVersion.equals(other.apiVersion));
  }
}
