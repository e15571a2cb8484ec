package io.gitops4j.core.source;

import java.util.Collections;
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
}
