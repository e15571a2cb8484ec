package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What applying the desired state, and pruning what left it, would change. Pure: built from values,
 * asks nobody. Immutable; {@link #toString} never shows content.
 *
 * @since 0.1.0
 */
public final class Comparison {
  private final ComparisonContext context;
  private final Settling settling;
  private final ResourceComparer comparer;
  private final List<ResourceDiff> resources;
  private final List<LiveResource> extra;

  private Comparison(
      ComparisonContext context,
      Settling settling,
      ResourceComparer comparer,
      List<ResourceDiff> resources,
      List<LiveResource> extra) {
    this.context = context;
    this.settling = settling;
    this.comparer = comparer;
    this.resources = List.copyOf(resources);
    this.extra = List.copyOf(extra);
  }

  /** Compares each intent with its object, and looks for objects that no intent states any more. */
  public static Comparison of(Intents intents, LiveState live, ComparisonContext context) {
    KnownKinds kinds = KnownKinds.of(context.intents().cluster(), intents);
    Settling settling = new Settling(intents, context);
    ResourceComparer comparer = new ResourceComparer(context, kinds, settling);
    List<ResourceDiff> resources = new ArrayList<>(intents.all().size());
    for (Intent intent : intents.all()) {
      resources.add(comparer.compare(intent, live.get(intent.key()).orElse(null)));
    }
    return new Comparison(context, settling, comparer, resources, extra(intents, live, context));
  }

  private static List<LiveResource> extra(
      Intents intents, LiveState live, ComparisonContext context) {
    // One object may be served in two groups: what is stated in one of them has not left Git.
    Set<String> stated = new HashSet<>();
    for (Intent intent : intents.all()) {
      live.get(intent.key()).ifPresent(object -> stated.add(object.uid()));
    }
    List<LiveResource> extra = new ArrayList<>(0);
    for (LiveResource object : live.all()) {
      if (!stated.contains(object.uid()) && Claims.isRootOf(context.intents(), object)) {
        extra.add(object);
      }
    }
    return extra;
  }

  /**
   * The objects of which the server's dry run must tell what would become of them; until then their
   * verdict is a guess.
   */
  public Set<ResourceKey> undecided() {
    return resources.stream()
        .filter(ResourceDiff::isUndecided)
        .map(ResourceDiff::key)
        .collect(Collectors.collectingAndThen(Collectors.toSet(), Collections::unmodifiableSet));
  }

  /**
   * The same with the server's word on some objects.
   *
   * @param dryRuns answers to forced dry runs of the intents; objects without one stay as they are
   */
  public Comparison withAnswers(Map<ResourceKey, ApplyOutcome> dryRuns) {
    List<ResourceDiff> judged = new ArrayList<>(resources.size());
    for (ResourceDiff resource : resources) {
      ApplyOutcome outcome = dryRuns.get(resource.key());
      judged.add(outcome == null ? resource : comparer.answered(resource, outcome));
    }
    return new Comparison(context, settling, comparer, judged, extra);
  }

  /** What to ask the server about an object, as a forced dry run; empty if nothing states it. */
  public Optional<Manifest> question(ResourceKey key) {
    return resources.stream()
        .filter(resource -> resource.key().equals(key) && resource.intent().isPresent())
        .findFirst()
        .map(resource -> resource.sides().requiredIntent().manifest());
  }

  /** How what is sent follows from an intent and the object as it is at that moment. */
  public Settling settling() {
    return settling;
  }

  /**
   * By what receipts know an intent of this object, if the object is under the same rules.
   *
   * @param intent digest of the intent
   */
  public Digest subject(ResourceKey key, Digest intent) {
    return settling.subject(key, intent);
  }

  /** One entry for each intent, in the order in which they were rendered. */
  public List<ResourceDiff> resources() {
    return resources;
  }

  /**
   * The objects that carry this application's proof of ownership and that no intent states, in the
   * order of their keys. Hooks, and objects that belong to other objects, are not among them.
   */
  public List<LiveResource> extra() {
    return extra;
  }

  /** Those of {@link #extra} that are not marked with the compare option IgnoreExtraneous. */
  public List<LiveResource> extraThatCounts() {
    return extra.stream().filter(object -> !Claims.mayBeExtra(object)).toList();
  }

  /** Out of sync if and only if an entry counts or something is to be pruned. */
  public SyncStatus status() {
    if (resources.stream().anyMatch(ResourceDiff::counts) || !extraThatCounts().isEmpty()) {
      return SyncStatus.OUT_OF_SYNC;
    }
    return undecided().isEmpty() ? SyncStatus.SYNCED : SyncStatus.UNKNOWN;
  }

  /** For each object found synced what spares the next comparison the work. */
  public Map<ResourceKey, Receipt> receipts() {
    Map<ResourceKey, Receipt> receipts = new LinkedHashMap<>();
    resources.stream()
        .filter(diff -> diff.verdict() == Verdict.SYNCED && !diff.isUndecided())
        .forEach(diff -> receipt(diff).ifPresent(receipt -> receipts.put(diff.key(), receipt)));
    return Collections.unmodifiableMap(receipts);
  }

  private Optional<Receipt> receipt(ResourceDiff diff) {
    Optional<LiveResource> live = diff.live();
    return diff.receipt()
        .or(
            () ->
                diff.intent()
                    .flatMap(intent -> live.map(object -> settling.receipt(intent, object))));
  }

  /** The entry of one object, also of one that is to be pruned. */
  public Optional<ResourceDiff> diff(ResourceKey key) {
    return resources.stream()
        .filter(resource -> resource.key().equals(key))
        .findFirst()
        .or(
            () ->
                extra.stream()
                    .filter(object -> object.key().equals(key))
                    .findFirst()
                    .map(comparer::pruned));
  }

  /** The entries that make the application out of sync: intents first, then what is pruned. */
  public List<ResourceDiff> differences() {
    List<ResourceDiff> counting =
        new ArrayList<>(resources.stream().filter(ResourceDiff::counts).toList());
    extraThatCounts().forEach(object -> counting.add(comparer.pruned(object)));
    return Collections.unmodifiableList(counting);
  }

  /** Status and counts; never content. */
  @Override
  public String toString() {
    return "%s: %d objects, %d differ or are to be pruned"
        .formatted(status(), resources.size(), differences().size());
  }
}
