package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;

/** The API server's checks of the metadata of a pod template, of which it has little to say. */
final class TemplateRules {
  private final Problems problems;
  private final String path;

  TemplateRules(Problems problems, String path) {
    this.problems = problems;
    this.path = path;
  }

  /** The server leaves {@code metadata} out of the path. */
  void check(MapValue template) {
    new FieldNames(problems).labels(path + ".labels", template.mapAt("metadata", "labels"));
    MetadataRules.checkAnnotations(
        problems, path + ".annotations", template.mapAt("metadata", "annotations"));
  }
}
