package io.gitops4j.helm;

import io.gitops4j.core.manifest.Manifest;
import java.util.List;

/** Finds nothing; known by identity. */
enum NoLookup implements Lookup {
  INSTANCE;

  @Override
  public List<Manifest> find(Question question) {
    return List.of();
  }
}
