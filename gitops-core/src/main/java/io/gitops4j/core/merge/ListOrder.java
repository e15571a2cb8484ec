package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which the items of a live and an applied list come out of a merge: applied items
 * keep the order in which they are applied; a live-only item stays in front of the shared item that
 * it preceded, and in front of new items of the same gap. Not thread-safe.
 */
final class ListOrder {
  private static final int NOWHERE = -1;
  private static final int SEVERAL = -2;

  private final List<Element> live;
  private final List<Element> config;
  private final Map<Element, Integer> liveAt;
  private final Map<Element, Integer> configAt;
  private final List<Element> shared;
  private final List<Slot> slots = new ArrayList<>();
  private final Set<Element> emitted = new HashSet<>();
  private int nextLive;
  private int nextConfig;
  private int nextShared;

  private ListOrder(List<Element> live, List<Element> config) {
    this.live = live;
    this.config = config;
    this.liveAt = positions(live);
    this.configAt = positions(config);
    this.shared = config.stream().filter(liveAt::containsKey).toList();
  }

  /**
   * One item of the merged list.
   *
   * @param element what it is told apart by
   * @param live its position in the live list, -1 if it is not from there or is there more than
   *     once
   * @param config its position in the configuration, -1 if it is not from there
   */
  record Slot(Element element, int live, int config) {}

  private static Map<Element, Integer> positions(List<Element> elements) {
    Map<Element, Integer> positions = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      positions.merge(elements.get(i), i, (first, second) -> SEVERAL);
    }
    return positions;
  }

  /**
   * The items of the merged list.
   *
   * @param live may name an element more than once: if it is applied, the live ones go, else all
   *     stay
   * @param config names each element once
   */
  static List<Slot> of(List<Element> live, List<Element> config, Rule rule) {
    if (live.equals(config)) {
      return inStep(live);
    }
    ListOrder order = new ListOrder(live, config);
    return rule == Rule.LIVE_FIRST ? order.liveFirst() : order.slots();
  }

  /** Whose order counts. */
  enum Rule {
    /** That of the configuration. */
    APPLIED,
    /** That of the live list; new items follow. */
    LIVE_FIRST;

    static Rule of(ServerProfile profile) {
      return profile.has(Deviation.LIVE_LIST_ORDER) ? LIVE_FIRST : APPLIED;
    }
  }

  private List<Slot> liveFirst() {
    for (Element element : live) {
      int applied = configAt.getOrDefault(element, NOWHERE);
      slots.add(new Slot(element, nextLive++, applied));
    }
    for (Element element : config) {
      if (!liveAt.containsKey(element)) {
        slots.add(new Slot(element, NOWHERE, nextConfig));
      }
      nextConfig++;
    }
    return slots;
  }

  private static List<Slot> inStep(List<Element> elements) {
    List<Slot> slots = new ArrayList<>(elements.size());
    for (Element element : elements) {
      slots.add(new Slot(element, slots.size(), slots.size()));
    }
    return slots;
  }

  private List<Slot> slots() {
    while (nextLive < live.size() || nextConfig < config.size()) {
      boolean appliedIsDue = nextLive == live.size() || passLive(live.get(nextLive));
      if (appliedIsDue && nextConfig < config.size()) {
        emitApplied(config.get(nextConfig));
      }
    }
    return slots;
  }

  /** Deals with the next live item; answers whether it is an applied item's turn now. */
  private boolean passLive(Element head) {
    if (!configAt.containsKey(head)) {
      slots.add(new Slot(head, nextLive++, NOWHERE));
      return false;
    }
    boolean elsewhere = nextConfig < config.size() && !head.equals(config.get(nextConfig));
    if (elsewhere && nextShared < shared.size() && !shared.get(nextShared).equals(head)) {
      nextLive++; // comes at its place in the configuration
      return false;
    }
    if (!elsewhere || emitted.contains(head)) {
      nextLive++;
    }
    return true;
  }

  private void emitApplied(Element head) {
    int liveIndex = Math.max(liveAt.getOrDefault(head, NOWHERE), NOWHERE);
    slots.add(new Slot(head, liveIndex, nextConfig++));
    emitted.add(head);
    if (nextShared < shared.size() && shared.get(nextShared).equals(head)) {
      nextShared++;
    }
  }
}
