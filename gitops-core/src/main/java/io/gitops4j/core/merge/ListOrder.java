package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which the items of a live and an applied list come out of a merge: applied items
 * keep the order in which they are applied; a live-only item stays in front of the shared item that
 * it preceded, and in front of new items of the same gap.
 *
 * @param slots the items of the merged list
 */
record ListOrder(List<Slot> slots) {

  /**
   * One item of the merged list.
   *
   * @param element what it is told apart by
   * @param live its position in the live list, -1 if it is not from there or is there more than
   *     once
   * @param config its position in the configuration, -1 if it is not from there
   */
  record Slot(Element element, int live, int config) {}

  private static final int NOWHERE = -1;
  private static final int SEVERAL = -2;

  /**
   * Orders.
   *
   * @param live may name an element more than once: if it is applied, the live ones go, else all
   *     stay
   * @param config names each element once
   */
  static ListOrder of(List<Element> live, List<Element> config) {
    Map<Element, Integer> liveAt = positions(live);
    Map<Element, Integer> configAt = positions(config);
    List<Element> shared = config.stream().filter(liveAt::containsKey).toList();
    List<Slot> slots = new ArrayList<>(live.size() + config.size());
    Set<Element> emitted = new HashSet<>();
    int l = 0;
    int c = 0;
    int s = 0;
    while (l < live.size() || c < config.size()) {
      if (l < live.size()) {
        Element head = live.get(l);
        if (!configAt.containsKey(head)) {
          slots.add(new Slot(head, l++, NOWHERE));
          continue;
        }
        boolean elsewhere = c < config.size() && !head.equals(config.get(c));
        if (elsewhere && s < shared.size() && !shared.get(s).equals(head)) {
          l++; // comes at its place in the configuration
          continue;
        }
        if (!elsewhere || emitted.contains(head)) {
          l++;
        }
      }
      if (c < config.size()) {
        Element head = config.get(c);
        slots.add(new Slot(head, Math.max(liveAt.getOrDefault(head, NOWHERE), NOWHERE), c++));
        emitted.add(head);
        s += s < shared.size() && shared.get(s).equals(head) ? 1 : 0;
      }
    }
    return new ListOrder(slots);
  }

  private static Map<Element, Integer> positions(List<Element> elements) {
    Map<Element, Integer> positions = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      positions.merge(elements.get(i), i, (first, second) -> SEVERAL);
    }
    return positions;
  }
}
