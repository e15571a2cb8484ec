package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.diff.Settling;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sync would do, before anything happens: a pure value that can be printed, shown and
 * consented to.
 *
 * <p>Order: the namespace of the destination if it is to be created, then applies by kind (as Argo
 * CD orders them) and name, then prunes the other way round. Only objects that differ are touched.
 * An object that the cluster would refuse blocks the whole plan: nothing is done by halves. One
 * that a rule about fields keeps from being applied fails alone.
 *
 * <p>Pruning: off unless the request allows it; an empty desired state prunes nothing unless the
 * request says that it is intended; {@code Prune=false} on the live object keeps it; more than 10
 * objects that are also more than half of the application, and any Namespace, volume or
 * CustomResourceDefinition, wait for consent: {@code Prune=true} on the live object, or consent to
 * this plan's {@link #digest}. What waits, or stays, holds up nothing else.
 *
 * @since 0.1.0
 */
public final class SyncPlan {
  private final List<SyncStep> steps;
  private final List<Remaining> remaining;
  private final List<Blocker> blockers;
  private final Digest digest;

  private SyncPlan(
      List<SyncStep> steps, List<Remaining> remaining, List<Blocker> blockers, Digest digest) {
    this.steps = List.copyOf(steps);
    this.remaining = List.copyOf(remaining);
    this.blockers = List.copyOf(blockers);
    this.digest = digest;
  }

  /** Decides what to do about a comparison; pure. */
  public static SyncPlan of(Comparison comparison, SyncRequest request) {
    List<SyncStep> steps = new ArrayList<>(applies(comparison));
    List<LiveResource> candidates = pruneOrder(comparison.extra());
    Digest digest = digestOf(candidates);
    boolean consented = request.consent().filter(digest::equals).isPresent();
    boolean aboveCeiling = PruneRules.isAboveCeiling(candidates.size(), managed(comparison));
    List<Remaining> remaining = new ArrayList<>();
    for (LiveResource candidate : candidates) {
      PruneRules.Kept kept =
          isEmptyByMistake(comparison, request)
              ? new PruneRules.Kept(
                  PruneRules.Kept.Why.PRUNING_IS_OFF,
                  "left Git, which asks for nothing at all: probably a mistake")
              : PruneRules.decide(candidate, aboveCeiling, request, consented);
      if (kept.why() == PruneRules.Kept.Why.NOT_KEPT) {
        steps.add(new SyncStep.Prune(candidate));
      } else {
        boolean waits = kept.why() == PruneRules.Kept.Why.WAITS_FOR_CONSENT;
        remaining.add(new Remaining(candidate.key(), waits, kept.message()));
      }
    }
    return new SyncPlan(steps, remaining, blockersOf(comparison), digest);
  }

  private static boolean isEmptyByMistake(Comparison comparison, SyncRequest request) {
    return comparison.resources().isEmpty()
        && request.emptyDesiredState() == SyncRequest.EmptyDesiredState.KEEPS;
  }

  private static int managed(Comparison comparison) {
    long live = comparison.resources().stream().filter(diff -> diff.live().isPresent()).count();
    return (int) live + comparison.extra().size();
  }

  private static List<SyncStep.Apply> applies(Comparison comparison) {
    return comparison.resources().stream()
        .filter(
            diff ->
                diff.verdict() == Verdict.CHANGED
                    || diff.verdict() == Verdict.OWNERSHIP_ONLY
                    || diff.isHeldUp())
        .flatMap(diff -> apply(diff, comparison.settling()))
        .sorted(Comparator.comparing(SyncStep.Apply::key, KindOrder.APPLYING))
        .toList();
  }

  private static Stream<SyncStep.Apply> apply(ResourceDiff diff, Settling settling) {
    return diff.intent().stream()
        .map(intent -> new SyncStep.Apply(intent, diff.live().isEmpty(), settling, diff.notes()));
  }

  private static List<LiveResource> pruneOrder(List<LiveResource> extra) {
    return extra.stream()
        .sorted(Comparator.comparing(LiveResource::key, KindOrder.APPLYING).reversed())
        .toList();
  }

  private static List<Blocker> blockersOf(Comparison comparison) {
    return comparison.resources().stream()
        .filter(diff -> diff.verdict() == Verdict.REJECTED && !diff.isHeldUp())
        .map(diff -> new Blocker(diff.key(), diff.why()))
        .toList();
  }

  /**
   * Of the deletes alone, whatever the request says and whatever else is applied: what a sync that
   * leaves deletes waiting applies is no longer part of the plan after it.
   */
  private static Digest digestOf(List<LiveResource> candidates) {
    StringBuilder text = new StringBuilder();
    candidates.forEach(
        candidate ->
            text.append("prune ")
                .append(candidate.key())
                .append(' ')
                .append(candidate.uid())
                .append('\n'));
    return Digest.of(text.toString());
  }

  /** This plan led by the creation of a namespace. */
  public SyncPlan creatingFirst(SyncStep.CreateNamespace namespace) {
    List<SyncStep> all = new ArrayList<>(steps.size() + 1);
    all.add(namespace);
    all.addAll(steps);
    return new SyncPlan(all, remaining, blockers, digest);
  }

  /** What is done, in order; none if there is nothing to do. */
  public List<SyncStep> steps() {
    return steps;
  }

  /** Objects that left Git and are not deleted. */
  public List<Remaining> remaining() {
    return remaining;
  }

  /** Objects because of which nothing can be done; none for a plan that can be carried out. */
  public List<Blocker> blockers() {
    return blockers;
  }

  /**
   * Names the objects that left Git, whether their deletes still wait or not: consent is given to
   * it.
   */
  public Digest digest() {
    return digest;
  }

  /** Whether there is nothing to do and nothing in the way. */
  public boolean isEmpty() {
    return steps.isEmpty() && blockers.isEmpty();
  }

  /** The step of an object, if it has one. */
  public Optional<SyncStep> step(ResourceKey key) {
    return steps.stream().filter(step -> step.key().equals(key)).findFirst();
  }

  /** The intents that are applied, in order. */
  public List<Intent> applied() {
    return steps.stream()
        .filter(SyncStep.Apply.class::isInstance)
        .map(SyncStep.Apply.class::cast)
        .map(SyncStep.Apply::intent)
        .toList();
  }

  /** A table for a person: a line for each step, then what waits, stays and blocks. */
  @Override
  public String toString() {
    if (steps.isEmpty() && remaining.isEmpty() && blockers.isEmpty()) {
      return "nothing to do";
    }
    List<String> lines = new ArrayList<>();
    steps.forEach(step -> lines.add("%-9s  %s%s".formatted(step.verb(), step.key(), notes(step))));
    remaining.forEach(
        kept ->
            lines.add(
                "%-9s  %s (%s)"
                    .formatted(
                        kept.waitsForConsent() ? "waits" : "keep", kept.key(), kept.reason())));
    blockers.forEach(
        blocker ->
            lines.add("%-9s  %s (%s)".formatted("blocked", blocker.key(), blocker.reason())));
    return String.join("\n", lines);
  }

  private static String notes(SyncStep step) {
    return step instanceof SyncStep.Apply apply && !apply.notes().isEmpty()
        ? " (" + String.join("; ", apply.notes()) + ")"
        : "";
  }

  /**
   * An object that left Git and is not deleted.
   *
   * @param key the object
   * @param waitsForConsent whether consent would delete it
   * @param reason for a person
   * @since 0.1.0
   */
  public record Remaining(ResourceKey key, boolean waitsForConsent, String reason) {}

  /**
   * An object that can't be applied.
   *
   * @param key the object
   * @param reason for a person
   * @since 0.1.0
   */
  public record Blocker(ResourceKey key, String reason) {}
}
