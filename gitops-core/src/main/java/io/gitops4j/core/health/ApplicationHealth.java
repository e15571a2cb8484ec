package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The health of an application out of that of its objects.
 *
 * @since 0.1.0
 */
public final class ApplicationHealth {
  private static final int NAMED = 3;

  private static final Set<String> IGNORE =
      Set.of("argocd.argoproj.io/ignore-healthcheck", "gitops4j.io/ignore-healthcheck");

  private ApplicationHealth() {}

  /**
   * The worst health of any object, with up to three objects that have it named in the message.
   *
   * <p>Left out are objects that the check has no opinion on and those annotated with {@code
   * ignore-healthcheck: "true"}. Objects that Git asks for and that do not exist do not count as
   * long as one does: that they are missing is for the sync status to tell. An application without
   * objects is healthy.
   *
   * @param roots the live objects that Git asks for, hooks left out; what these own shows through
   *     them
   * @param missing the objects that Git asks for and that do not exist
   */
  public static Health of(
      Collection<LiveResource> roots, Collection<ResourceKey> missing, HealthCheck check) {
    List<Finding> findings = new ArrayList<>();
    for (LiveResource root : roots) {
      if (!isIgnored(root)) {
        Assessment.of(root, check)
            .ifPresent(health -> findings.add(new Finding(root.key(), health)));
      }
    }
    HealthStatus worst =
        findings.stream()
            .map(finding -> finding.health().status())
            .reduce(HealthStatus.HEALTHY, HealthStatus::worse);
    if (roots.isEmpty() && !missing.isEmpty()) {
      return Health.missing("none of %d resources exists".formatted(missing.size()));
    }
    return worst == HealthStatus.HEALTHY
        ? Health.HEALTHY
        : new Health(worst, message(findings, worst));
  }

  private static boolean isIgnored(LiveResource resource) {
    return IGNORE.stream()
        .flatMap(name -> Stream.ofNullable(resource.manifest().annotations().get(name)))
        .anyMatch("true"::equals);
  }

  private static String message(List<Finding> findings, HealthStatus worst) {
    List<String> causes =
        findings.stream()
            .filter(finding -> finding.health().status() == worst)
            .sorted(Comparator.comparing(Finding::key))
            .map(Finding::toString)
            .toList();
    String named = causes.stream().limit(NAMED).collect(Collectors.joining("; "));
    int others = causes.size() - NAMED;
    return others > 0 ? "%s; and %d more".formatted(named, others) : named;
  }

  private record Finding(ResourceKey key, Health health) {
    @Override
    public String toString() {
      return health.message().isEmpty() ? key.toString() : key + ": " + health.message();
    }
  }
}
