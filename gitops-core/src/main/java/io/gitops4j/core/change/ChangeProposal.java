package io.gitops4j.core.change;

import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import java.util.ArrayList;
import java.util.List;

/**
 * A change to propose: edits of values on a branch of their own. Immutable; {@code with…} returns a
 * copy.
 *
 * @param repository where
 * @param target the branch that is to receive it
 * @param branch the new branch that holds it
 * @param author who proposes it
 * @param title one line, also the first line of the commit message
 * @param description for the reviewer; may be empty
 * @param edits what is to change
 * @since 0.1.0
 */
public record ChangeProposal(
    RepositoryUrl repository,
    String target,
    String branch,
    Person author,
    String title,
    String description,
    List<ValueEdit> edits) {
  /** Copies the edits; refuses a change of a branch by itself and an empty title. */
  public ChangeProposal {
    edits = List.copyOf(edits);
    if (branch.equals(target)) {
      throw new IllegalArgumentException(
          "a change is proposed on a branch of its own, not on '%s' itself".formatted(target));
    }
    if (title.isBlank() || title.lines().count() > 1) {
      throw new IllegalArgumentException("the title of a change is one line, was '" + title + "'");
    }
  }

  /** A proposal without edits yet. */
  public static ChangeProposal to(
      RepositoryUrl repository, String target, String branch, Person author, String title) {
    return new ChangeProposal(repository, target, branch, author, title, "", List.of());
  }

  /** With one more value to set. */
  public ChangeProposal with(ValueEdit edit) {
    List<ValueEdit> more = new ArrayList<>(edits);
    more.add(edit);
    return new ChangeProposal(repository, target, branch, author, title, description, more);
  }

  /** With words for the reviewer. */
  public ChangeProposal withDescription(String words) {
    return new ChangeProposal(repository, target, branch, author, title, words, edits);
  }
}
