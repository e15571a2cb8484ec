package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is really sent for an intent, given the object as it is: fields that are left to others are
 * left out or sent back as they are, and fields of others that must go become ours first.
 * Immutable; {@link #toString} never shows content.
 *
 * @since 0.1.0
 */
public final class Settlement {
  private final Intent sent;
  private final @Nullable LiveResource live;
  private final Parts parts;

  private Settlement(Intent sent, @Nullable LiveResource live, Parts parts) {
    this.sent = sent;
    this.live = live;
    this.parts = parts;
  }

  /**
   * What departs from a plain apply.
   *
   * @param locked whether it holds only for the object as it was read
   * @param owners who is to own what before the apply; empty if that is as it should be
   * @param foreign what is taken away for being foreign
   * @param settled the fields that are left to others
   * @param obstacle why the object must not be applied; empty if it may
   */
  record Parts(
      boolean locked,
      Optional<ManagedFields> owners,
      FieldSet foreign,
      List<FieldPath> settled,
      String obstacle) {
    static final Parts NONE = new Parts(false, Optional.empty(), FieldSet.EMPTY, List.of(), "");
  }

  static Settlement plain(Intent sent, @Nullable LiveResource live) {
    return new Settlement(sent, live, Parts.NONE);
  }

  static Settlement of(Intent sent, LiveResource live, Parts parts) {
    return new Settlement(sent, live, parts);
  }

  /** What is sent, under the digest by which receipts know it. */
  Intent sent() {
    return sent;
  }

  /**
   * The document to apply; if it is locked, with uid and resourceVersion of the object that it
   * holds for: without the uid an object that is gone by then would be created of it.
   */
  public Manifest document() {
    Manifest document = sent.manifest();
    if (live == null || !parts.locked) {
      return document;
    }
    MapValue metadata =
        document
            .content()
            .mapAt("metadata")
            .with("uid", Scalar.of(live.uid()))
            .with("resourceVersion", Scalar.of(live.resourceVersion()));
    return document.withContent(document.content().with("metadata", metadata));
  }

  /** Whether the document holds only for the object as it was read. */
  public boolean isLocked() {
    return parts.locked;
  }

  /** Who must own what before the document is applied; empty if that is as it should be. */
  public Optional<ManagedFields> owners() {
    return parts.owners;
  }

  /** The object as it would be right before the apply. */
  @Nullable LiveResource before() {
    LiveResource object = live;
    return object == null
        ? null
        : parts
            .owners
            .map(owners -> owners.writtenTo(object.content()))
            .map(content -> LiveResource.of(object.manifest().withContent(content)))
            .orElse(object);
  }

  FieldSet foreign() {
    return parts.foreign;
  }

  /** Why the object must not be applied, though others may; empty if it may. */
  public Optional<String> obstacle() {
    return Optional.of(parts.obstacle).filter(text -> !text.isEmpty());
  }

  /** Whether this is anything else than a plain apply of the intent. */
  public boolean isPlain() {
    return parts.equals(Parts.NONE);
  }

  /** What departs from a plain apply, for a person; none if nothing does. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!parts.settled.isEmpty()) {
      notes.add("leaves " + listed(parts.settled) + " as it is");
    }
    if (parts.owners.isPresent()) {
      notes.add("takes over fields of others first");
    }
    obstacle().ifPresent(notes::add);
    return notes;
  }

  private static String listed(List<FieldPath> paths) {
    List<String> first = paths.stream().limit(3).map(FieldPath::toString).toList();
    return String.join(", ", first)
        + (paths.size() > 3 ? " and %d more".formatted(paths.size() - 3) : "");
  }

  /** Object and notes; never the content. */
  @Override
  public String toString() {
    return sent.key() + " " + notes();
  }
}
