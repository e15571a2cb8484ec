package io.gitops4j.core.merge;

import java.time.Instant;

/**
 * Who writes, and when, for writes other than apply. Unless told otherwise: the object itself, no
 * field ignored, a current server, all versions with the same fields.
 *
 * @since 0.1.0
 */
public final class UpdateOptions {
  private final String manager;
  private final Instant time;
  private final Circumstances circumstances;

  private UpdateOptions(String manager, Instant time, Circumstances circumstances) {
    this.manager = manager;
    this.time = time;
    this.circumstances = circumstances;
  }

  /**
   * A write of the object itself.
   *
   * @param manager the field manager; empty is {@code unknown}, as for the API server
   * @param time stamped on the manager's entry if it took a field
   */
  public static UpdateOptions by(String manager, Instant time) {
    return new UpdateOptions(manager.isEmpty() ? "unknown" : manager, time, Circumstances.USUAL);
  }

  /** On a sub-resource such as {@code status}; its owners are kept apart. */
  public UpdateOptions onSubresource(String name) {
    return with(circumstances.onSubresource(name));
  }

  /**
   * Neither own nor compare these fields and what is below them; the caller resets their values,
   * before or after.
   */
  public UpdateOptions ignoring(FieldSet fields) {
    return with(circumstances.ignoring(fields));
  }

  /** As a server of this profile does it. */
  public UpdateOptions on(ServerProfile profile) {
    return with(circumstances.on(profile));
  }

  /** With owners in other versions of the kind, whose fields this converter finds. */
  public UpdateOptions converting(VersionConverter converter) {
    return with(circumstances.converting(converter));
  }

  private UpdateOptions with(Circumstances changed) {
    return new UpdateOptions(manager, time, changed);
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
