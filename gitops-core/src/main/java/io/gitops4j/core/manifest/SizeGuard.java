package io.gitops4j.core.manifest;

/** Compares what is being read with the limits, for one document. */
final class SizeGuard {
  private final ManifestLimits limits;

  SizeGuard(ManifestLimits limits) {
    this.limits = limits;
  }

  /** Called where a map or list begins, before anything recurses into it. */
  void entering(int depth, SourcePosition position) {
    if (depth > limits.maxDepth()) {
      throw tooDeep(position);
    }
  }

  /** Called with each node that becomes part of another; {@code around} already holds it. */
  void grown(Node.Extent around, int depthOutside, SourcePosition position) {
    if (depthOutside + around.depth() > limits.maxDepth()) {
      throw tooDeep(position);
    }
    if (around.nodes() > limits.maxNodes()) {
      throw ManifestException.at(
          position,
          "the document has more than %d nodes with its aliases expanded: split it"
              .formatted(limits.maxNodes()),
          null);
    }
    if (around.characters() > limits.maxBytes()) {
      throw ManifestException.at(
          position,
          "the document has more than %d characters with its aliases expanded: split it"
              .formatted(limits.maxBytes()),
          null);
    }
  }

  private ManifestException tooDeep(SourcePosition position) {
    return ManifestException.at(
        position,
        "maps and lists are nested deeper than %d levels: make the document flatter"
            .formatted(limits.maxDepth()),
        null);
  }
}
