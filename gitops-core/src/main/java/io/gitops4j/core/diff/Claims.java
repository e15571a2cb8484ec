package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.TrackingId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whose a live object is, by its tracking annotation. */
final class Claims {
  private static final List<String> COMPARE_OPTIONS =
      List.of("gitops4j.io/compare-options", "argocd.argoproj.io/compare-options");

  private Claims() {}

  /** The annotation if it names the very object; a copied one proves nothing. */
  private static Optional<TrackingId> proven(LiveResource live) {
    return TrackingId.of(live.manifest()).filter(id -> id.names(live.key()));
  }

  /** Whether the object belongs to the application as a root, not as a part of another object. */
  static boolean isRootOf(IntentContext owner, LiveResource live) {
    return live.owners().isEmpty()
        && proven(live).filter(id -> isOf(owner, id)).isPresent()
        && !Hooks.isHook(live.manifest());
  }

  /** Who else claims the object, for a person; empty if nobody does. */
  static Optional<String> byOthers(IntentContext owner, LiveResource live) {
    TrackingId ours = new TrackingId(owner.instance(), owner.application(), live.key());
    String text =
        live.content().textAt("metadata", "annotations", TrackingId.ANNOTATION).orElse("");
    if (text.isEmpty() || text.equals(ours.toString())) {
      return Optional.empty();
    }
    return proven(live)
        .filter(id -> !isOf(owner, id))
        .map(
            id ->
                id.instance().equals(owner.instance())
                    ? "claimed by application '%s'".formatted(id.application())
                    : "claimed by application '%s' of engine instance '%s'"
                        .formatted(id.application(), id.instance()));
  }

  /** Whether the object is allowed to be there although nothing states it. */
  static boolean mayBeExtra(LiveResource live) {
    return COMPARE_OPTIONS.stream()
        .map(name -> live.manifest().annotations().getOrDefault(name, ""))
        .flatMap(options -> Arrays.stream(options.split(",")))
        .anyMatch(option -> option.strip().equals("IgnoreExtraneous"));
  }

  private static boolean isOf(IntentContext owner, TrackingId id) {
    return id.instance().equals(owner.instance()) && id.application().equals(owner.application());
  }
}
