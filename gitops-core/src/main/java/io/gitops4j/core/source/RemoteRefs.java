package io.gitops4j.core.source;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a repository says of its branches and tags at one moment: one ref advertisement.
 *
 * @param head the commit of the default branch, absent in an empty repository
 * @param branches by short name
 * @param tags by short name, annotated ones peeled to their commit
 * @since 0.1.0
 */
public record RemoteRefs(
    Optional<Revision> head, Map<String, Revision> branches, Map<String, Revision> tags) {
  /** Copies and sorts. */
  public RemoteRefs {
    branches = Collections.unmodifiableMap(new TreeMap<>(branches));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * The commit that a selector means; empty if there is none, and always for an abbreviated hash,
   * which takes the commits themselves.
   */
  public Optional<Revision> find(RevisionSelector selector) {
    return selector.findIn(this);
  }

  /**
   * The branches and tags that a selector which was not found may have meant, best first: at most
   * five, each with its kind, such as {@code branch 'master'}; for a range of versions only tags,
   * for a commit tags, or branches if there are none, with their commits.
   */
  public List<String> nearest(RevisionSelector selector) {
    return NearestRefs.to(selector, this);
  }
}
