package io.gitops4j.core.merge;

import java.time.Instant;

/**
 * Who applies, when, and with what force. Unless told otherwise: no force, the object itself, no
 * field ignored, a current server, all versions with the same fields.
 *
 * @since 0.1.0
 */
public final class ApplyOptions {
  private final String manager;
  private final Instant time;
  private final boolean force;
  private final Circumstances circumstances;

  private ApplyOptions(String manager, Instant time, boolean force, Circumstances circumstances) {
    this.manager = manager;
    this.time = time;
    this.force = force;
    this.circumstances = circumstances;
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
    return new ApplyOptions(manager, time, false, Circumstances.USUAL);
  }

  /** With force: what is applied wins, and its former owners lose it. */
  public ApplyOptions forced() {
    return new ApplyOptions(manager, time, true, circumstances);
  }

  /** On a sub-resource such as {@code status}; its owners are kept apart. */
  public ApplyOptions onSubresource(String name) {
    return with(circumstances.onSubresource(name));
  }

  /**
   * Neither own nor compare these fields and what is below them. Their values are merged all the
   * same: the caller resets them, before or after.
   */
  public ApplyOptions ignoring(FieldSet fields) {
    return with(circumstances.ignoring(fields));
  }

  /** As a server of this profile does it. */
  public ApplyOptions on(ServerProfile profile) {
    return with(circumstances.on(profile));
  }

  /**
   * With the owners that the live object names, which need not be read again then.
   *
   * @param owners {@link ManagedFields#of} the live object
   */
  public ApplyOptions knowingOwners(ManagedFields owners) {
    return with(circumstances.knowingOwners(owners));
  }

  /** With owners in other versions of the kind, whose fields this converter finds. */
  public ApplyOptions converting(VersionConverter converter) {
    return with(circumstances.converting(converter));
  }

  private ApplyOptions with(Circumstances changed) {
    return new ApplyOptions(manager, time, force, changed);
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
    return circumstances.subresource();
  }

  /** Fields out of account. */
  public FieldSet ignored() {
    return circumstances.ignored();
  }

  /** What the server is like. */
  public ServerProfile profile() {
    return circumstances.profile();
  }

  Circumstances circumstances() {
    return circumstances;
  }
}
