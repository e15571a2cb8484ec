package io.gitops4j.core.reconcile;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.sync.Ownership;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a cluster has of one application: the objects that are asked for, those that carry its
 * tracking, and their dependents. One list for each kind and namespace that the application uses.
 */
final class LiveReader {
  /** What the controllers of Kubernetes make of workloads, level by level. */
  private static final Map<GroupKind, Set<GroupKind>> DEPENDENTS =
      Map.of(
          new GroupKind("apps", "Deployment"),
              Set.of(new GroupKind("apps", "ReplicaSet"), new GroupKind("", "Pod")),
          new GroupKind("apps", "ReplicaSet"), Set.of(new GroupKind("", "Pod")),
          new GroupKind("apps", "StatefulSet"), Set.of(new GroupKind("", "Pod")),
          new GroupKind("apps", "DaemonSet"), Set.of(new GroupKind("", "Pod")),
          new GroupKind("batch", "Job"), Set.of(new GroupKind("", "Pod")),
          new GroupKind("batch", "CronJob"),
              Set.of(new GroupKind("batch", "Job"), new GroupKind("", "Pod")));

  private final ClusterTarget target;
  private final ClusterInfo info;

  LiveReader(ClusterTarget target, ClusterInfo info) {
    this.target = target;
    this.info = info;
  }

  /**
   * Reads.
   *
   * @param wanted what is asked for; if all of a kind is stated in one version the objects are read
   *     in it, for one version can't be compared with another
   * @param known where objects that the application had before may be, so that what left Git is
   *     found
   */
  LiveState read(Intents wanted, Known known, Ownership ownership) {
    Set<ResourceKey> asked = new HashSet<>();
    wanted.all().forEach(intent -> asked.add(intent.key()));
    Map<GroupKind, String> versions = versions(wanted);
    List<LiveResource> listed = new ArrayList<>();
    for (Scope scope : scopes(asked, known)) {
      ResourceQuery query = new ResourceQuery(scope.kind(), scope.namespace());
      listed.addAll(target.list(query.in(versions.getOrDefault(scope.kind(), ""))));
    }
    List<LiveResource> roots =
        listed.stream()
            .filter(resource -> asked.contains(resource.key()) || ownership.owns(resource))
            .toList();
    List<LiveResource> all = new ArrayList<>(roots);
    all.addAll(dependentsOf(roots, listed));
    return LiveState.of(all);
  }

  /** The version in which all objects of a kind are stated, if it is served. */
  private Map<GroupKind, String> versions(Intents wanted) {
    Map<GroupKind, String> versions = new HashMap<>();
    for (Intent intent : wanted.all()) {
      GroupVersionKind kind = intent.manifest().kind();
      String version = info.resource(kind).isPresent() ? kind.version() : "";
      versions.merge(kind.groupKind(), version, (one, other) -> one.equals(other) ? one : "");
    }
    return versions;
  }

  private Set<Scope> scopes(Collection<ResourceKey> wanted, Known known) {
    Set<Scope> scopes = new TreeSet<>();
    for (ResourceKey key : wanted) {
      addScope(scopes, key.groupKind(), key.namespace());
    }
    Set<String> namespaces = new TreeSet<>(known.namespaces());
    scopes.forEach(scope -> namespaces.add(scope.namespace()));
    namespaces.remove("");
    for (GroupKind kind : known.kinds()) {
      namespaces.forEach(each -> addScope(scopes, kind, each));
    }
    for (Scope scope : List.copyOf(scopes)) {
      DEPENDENTS
          .getOrDefault(scope.kind(), Set.of())
          .forEach(kind -> addScope(scopes, kind, scope.namespace()));
    }
    return scopes;
  }

  /** A kind that the cluster does not serve has no objects there. */
  private void addScope(Set<Scope> scopes, GroupKind kind, String namespace) {
    info.resource(kind)
        .map(ApiResource::namespaced)
        .ifPresent(namespaced -> scopes.add(new Scope(kind, namespaced ? namespace : "")));
  }

  private static List<LiveResource> dependentsOf(
      List<LiveResource> roots, List<LiveResource> listed) {
    Set<String> reached = new HashSet<>();
    roots.forEach(root -> reached.add(root.uid()));
    List<LiveResource> dependents = new ArrayList<>();
    boolean found = true;
    while (found) {
      found = false;
      for (LiveResource resource : listed) {
        boolean belongs =
            resource.owners().stream().anyMatch(owner -> reached.contains(owner.uid()));
        if (belongs && reached.add(resource.uid())) {
          dependents.add(resource);
          found = true;
        }
      }
    }
    return dependents;
  }

  /**
   * Where objects of the application may be.
   *
   * @param kinds that it ever had
   * @param namespaces that it is known to have had objects in
   */
  record Known(Set<GroupKind> kinds, Set<String> namespaces) {}

  private record Scope(GroupKind kind, String namespace) implements Comparable<Scope> {
    @Override
    public int compareTo(Scope other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : namespace.compareTo(other.namespace);
    }
  }
}
