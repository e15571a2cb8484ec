package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveResource.OwnerReference;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An application's objects and everything that belongs to them by owner references. Immutable.
 *
 * @since 0.1.0
 */
public final class ResourceTree {
  private final List<Node> roots;

  private ResourceTree(List<Node> roots) {
    this.roots = roots;
  }

  /**
   * Puts every object below its owner. An object with several owners is below the one that controls
   * it, else below the first that is there; a root stays a root whoever owns it. Objects that
   * belong to no root are left out.
   *
   * @param roots the objects that Git asks for, or that are tracked
   * @param all where to look for what they own; may hold the roots too
   * @param check tells the health of each
   */
  public static ResourceTree of(
      Collection<LiveResource> roots, Collection<LiveResource> all, HealthCheck check) {
    Map<String, LiveResource> tops = byUid(roots);
    Map<String, LiveResource> known = byUid(all);
    known.putAll(tops);
    Map<String, List<LiveResource>> owned = new HashMap<>();
    for (LiveResource resource : known.values()) {
      if (!tops.containsKey(resource.uid())) {
        owner(resource, known.keySet())
            .ifPresent(uid -> owned.computeIfAbsent(uid, none -> new ArrayList<>()).add(resource));
      }
    }
    // roots have no owner and others exactly one, so a circle of owners can't be reached from here
    return new ResourceTree(nodes(tops.values(), owned, check));
  }

  private static Map<String, LiveResource> byUid(Collection<LiveResource> resources) {
    Map<String, LiveResource> byUid = new HashMap<>();
    resources.forEach(resource -> byUid.put(resource.uid(), resource));
    return byUid;
  }

  private static Optional<String> owner(LiveResource resource, Set<String> known) {
    return resource.owners().stream()
        .filter(owner -> known.contains(owner.uid()))
        .min(Comparator.comparing(OwnerReference::controller).reversed())
        .map(OwnerReference::uid);
  }

  private static List<Node> nodes(
      Collection<LiveResource> resources,
      Map<String, List<LiveResource>> owned,
      HealthCheck check) {
    return resources.stream()
        .sorted(Comparator.comparing(LiveResource::key))
        .map(
            resource ->
                new Node(
                    resource,
                    Assessment.of(resource, check).orElse(null),
                    nodes(owned.getOrDefault(resource.uid(), List.of()), owned, check)))
        .toList();
  }

  /** The objects at the top, in the order of their keys. */
  public List<Node> roots() {
    return roots;
  }

  /** Visits every node with its depth, 0 for roots; an owner before what it owns. */
  public void walk(BiConsumer<Node, Integer> visitor) {
    roots.forEach(root -> root.walk(visitor, 0));
  }

  /**
   * The tree as text, a line for each node: {@code apps/Deployment guestbook/frontend Healthy
   * rev:2}.
   */
  public String render() {
    StringBuilder text = new StringBuilder();
    roots.forEach(root -> root.render("", "", text));
    return text.toString();
  }

  @Override
  public String toString() {
    return render();
  }

  /**
   * One object and what it owns.
   *
   * @since 0.1.0
   */
  public static final class Node {
    private final LiveResource resource;
    private final @Nullable Health health;
    private final List<Node> children;

    private Node(LiveResource resource, @Nullable Health health, List<Node> children) {
      this.resource = resource;
      this.health = health;
      this.children = children;
    }

    /** The object. */
    public LiveResource resource() {
      return resource;
    }

    /** Its identity. */
    public ResourceKey key() {
      return resource.key();
    }

    /** Its own health, empty where there is no opinion. */
    public Optional<Health> health() {
      return Optional.ofNullable(health);
    }

    /** See {@link Rollout#revisionOf}. */
    public Optional<Long> rolloutRevision() {
      return Rollout.revisionOf(resource);
    }

    /** What it owns, in the order of the keys. */
    public List<Node> children() {
      return children;
    }

    private void walk(BiConsumer<Node, Integer> visitor, int depth) {
      visitor.accept(this, depth);
      children.forEach(child -> child.walk(visitor, depth + 1));
    }

    private void render(String lead, String below, StringBuilder text) {
      text.append(lead).append(this).append('\n');
      for (int i = 0; i < children.size(); i++) {
        boolean last = i == children.size() - 1;
        children
            .get(i)
            .render(below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), text);
      }
    }

    /** Identity, health and rollout revision in one line. */
    @Override
    public String toString() {
      String status = health == null ? "" : " " + health.status().label();
      return key() + status + rolloutRevision().map(number -> " rev:" + number).orElse("");
    }
  }
}
