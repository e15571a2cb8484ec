package io.gitops4j.core.merge;

import java.time.Instant;

/**
 * Who writes, and when, for writes other than apply. Unless told otherwise: the object itself, no
 * field ignored.
 *
 * @since 0.1.0
 */
public final class UpdateOptions {
  private final String manager;
  private final Instant time;
  private final String subresource;
  private final FieldSet ignored;

  private UpdateOptions(String manager, Instant time, String subresource, FieldSet ignored) {
    this.manager = manager;
    this.time = time;
    this.subresource = subresource;
    this.ignored = ignored;
  }

  /**
   * A write of the object itself.
   *
   * @param manager the field manager; empty is {@code unknown}, as for the API server
   * @param time stamped on the manager's entry if it took a field
   */
  public static UpdateOptions by(String manager, Instant time) {
    return new UpdateOptions(manager.isEmpty() ? "unknown" : manager, time, "", FieldSet.EMPTY);
  }

  /** On a sub-resource such as {@code status}; its owners are kept apart. */
  public UpdateOptions onSubresource(String name) {
    return new UpdateOptions(manager, time, name, ignored);
  }

  /**
   * Neither own nor compare these fields and what is below them; the caller has reset their values
   * already.
   */
  public UpdateOptions ignoring(FieldSet fields) {
    return new UpdateOptions(manager, time, subresource, fields);
  }

  /** The field manager. */
  public String manager() {
    return manager;
  }

  /** The time of the write. */
  public Instant time() {
    return time;
  }

  /** The sub-resource, empty for the object itself. */
  public String subresource() {
    return subresource;
  }

  /** Fields out of account. */
  public FieldSet ignored() {
    return ignored;
  }
}
