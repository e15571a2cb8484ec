package io.gitops4j.core.application;

import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.RevisionSelector;
import java.util.Arrays;

/**
 * Where the desired state of an application comes from.
 *
 * @param repository which repository
 * @param selector which commit of it
 * @param path the folder in it, without slashes at the ends; empty for the root
 * @since 0.1.0
 */
public record ApplicationSource(RepositoryUrl repository, RevisionSelector selector, String path) {
  /** Takes slashes off the ends of the path and refuses paths that lead out of the repository. */
  public ApplicationSource {
    if (path.startsWith("/") || Arrays.asList(path.split("/")).contains("..")) {
      throw new IllegalArgumentException(
          "the path of a source must be relative to the root of the repository and stay inside, was '%s'"
              .formatted(path));
    }
    path = path.equals(".") ? "" : path.replaceAll("^(\\./)+|/+$", "");
  }

  /** A repository's root on its default branch. */
  public static ApplicationSource git(String repository) {
    return new ApplicationSource(RepositoryUrl.of(repository), RevisionSelector.head(), "");
  }

  /** The same on a branch. */
  public ApplicationSource branch(String name) {
    return at(RevisionSelector.branch(name));
  }

  /** The same at a tag. */
  public ApplicationSource tag(String name) {
    return at(RevisionSelector.tag(name));
  }

  /** The same at whatever the selector means. */
  public ApplicationSource at(RevisionSelector other) {
    return new ApplicationSource(repository, other, path);
  }

  /** The same in a folder. */
  public ApplicationSource path(String folder) {
    return new ApplicationSource(repository, selector, folder);
  }
}
