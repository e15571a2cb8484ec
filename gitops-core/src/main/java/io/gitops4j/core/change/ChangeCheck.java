package io.gitops4j.core.change;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.reconcile.Preview;
import io.gitops4j.core.source.Revision;
import java.util.List;
import java.util.Optional;

/**
 * What merging a change would do, in each cluster that it reaches.
 *
 * @param head the commit that was checked
 * @param applications one for each application that follows the target branch, by name
 * @since 0.1.0
 */
public record ChangeCheck(Revision head, List<ApplicationCheck> applications) {
  /** Copies the list. */
  public ChangeCheck {
    applications = List.copyOf(applications);
  }

  /** Whether every application renders, is valid, and could be synced. */
  public boolean passed() {
    return applications.stream().allMatch(ApplicationCheck::passed);
  }

  /** One line for a person. */
  public String summary() {
    long bad = applications.stream().filter(check -> !check.passed()).count();
    long changes =
        applications.stream()
            .flatMap(check -> check.preview().stream())
            .mapToLong(preview -> preview.plan().steps().size())
            .sum();
    return bad == 0
        ? "%d applications render; a merge would change %d objects"
            .formatted(applications.size(), changes)
        : "%d of %d applications can't be deployed: %s"
            .formatted(
                bad,
                applications.size(),
                applications.stream().flatMap(check -> check.problem().stream()).toList());
  }

  /**
   * One application.
   *
   * @param name which
   * @param preview what the merge would change, if it could be told
   * @param problem what is wrong with it; empty if it could be deployed
   * @since 0.1.0
   */
  public record ApplicationCheck(
      ApplicationName name, Optional<Preview> preview, Optional<String> problem) {
    /** Whether it could be deployed. */
    public boolean passed() {
      return problem.isEmpty();
    }
  }
}
