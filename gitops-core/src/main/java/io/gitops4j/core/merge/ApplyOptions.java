package io.gitops4j.core.merge;

import java.time.Instant;

/**
 * Who applies, when, and with what force. Unless told otherwise: no force, the object itself, no
 * field ignored.
 *
 * @since 0.1.0
 */
public final class ApplyOptions {
  private final String manager;
  private final Instant time;
  private final boolean force;
  private final String subresource;
  private final FieldSet ignored;

  private ApplyOptions(
      String manager, Instant time, boolean force, String subresource, FieldSet ignored) {
    this.manager = manager;
    this.time = time;
    this.force = force;
    this.subresource = subresource;
    this.ignored = ignored;
  }

  /**
   * An apply without force.
   *
   * @param manager the field manager; not empty
   * @param time stamped on the manager's entry if the object changes
   */
  public static ApplyOptions by(String manager, Instant time) {
    if (manager.isEmpty()) {
      throw new IllegalArgumentException("an apply needs the name of its field manager");
    }
    return new ApplyOptions(manager, time, false, "", FieldSet.EMPTY);
  }

  /** With force: what is applied wins, and its former owners lose it. */
  public ApplyOptions forced() {
    return new ApplyOptions(manager, time, true, subresource, ignored);
  }

  /** On a sub-resource such as {@code status}; its owners are kept apart. */
  public ApplyOptions onSubresource(String name) {
    return new ApplyOptions(manager, time, force, name, ignored);
  }

  /**
   * Neither own nor compare these fields and what is below them; the caller has reset their values
   * already.
   */
  public ApplyOptions ignoring(FieldSet fields) {
    return new ApplyOptions(manager, time, force, subresource, fields);
  }

  /** The field manager. */
  public String manager() {
    return manager;
  }

  /** The time of the apply. */
  public Instant time() {
    return time;
  }

  /** Whether conflicts are won. */
  public boolean force() {
    return force;
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
