package io.gitops4j.core.manifest;

import java.util.List;

/**
 * Reads JSON as API servers write it: one value, which need not be an object of Kubernetes. For
 * what repositories hold use {@link ManifestReader}, which has bounds. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Json {
  private static final ManifestLimits TRUSTED =
      ManifestLimits.defaults()
          .withMaxBytes(Integer.MAX_VALUE)
          .withMaxNodes(Integer.MAX_VALUE)
          .withMaxDepth(1_000);

  private Json() {}

  /**
   * Reads one value.
   *
   * @param source names the text in errors, such as {@code /openapi/v2}
   * @throws ManifestException if the text is anything else, or nested deeper than 1,000 levels
   */
  public static Value read(String source, String json) {
    try {
      List<Node> values = JsonComposer.read(new DocumentText(source, 1, json), TRUSTED);
      if (values.size() != 1) {
        throw ManifestException.at(
            new SourcePosition(source, 1, 1),
            "expected one JSON value, found " + values.size(),
            null);
      }
      return values.get(0).value();
    } catch (JsonSyntaxException e) {
      throw ManifestException.at(e.position(), String.valueOf(e.getMessage()), e);
    }
  }
}
